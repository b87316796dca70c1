package content

// FaultAt returns a fault inside a text: at its column col, from 1, as a
// parser of the text counts; the loader places a quoted text at its first
// letter, inside the quotes.
func (f *Folder) FaultAt(s Str, col int, msg, want string) Error {
	p := s.Pos
	p.Col += max(col, 1) - 1
	return f.Fault(p, msg, want)
}
