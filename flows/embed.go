// Package flows holds the content that comes with the program: everything a
// patient can read, one folder a flow.
package flows

import (
	"embed"
	"io/fs"
)

//go:embed massage/*.yaml massage/lists/*.jsonl massage/talks/*.txt
var files embed.FS

// Massage returns the built-in intake of a physical-therapy-massage clinic.
func Massage() fs.FS {
	sub, err := fs.Sub(files, "massage")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
