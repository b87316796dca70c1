package store

import (
	"os"
	"path/filepath"
)

// Holds reports whether dir holds a store's data, so that reading does not
// begin a store where a name was mistyped.
func Holds(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, fileName))
	return err == nil
}
