package bot

// A Finding is one thing that was checked about a service.
type Finding struct {
	What string // "slack token"
	Err  error  // what is wrong and what to do, nil where all is well
	Fine string // said where all is well
}
