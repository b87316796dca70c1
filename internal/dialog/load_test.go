package dialog

import (
	"os"
	"testing"
)

func TestLoadsMassage(t *testing.T) {
	if _, err := Load(os.DirFS("../../flows/massage"), Options{}); err != nil {
		t.Fatal(err)
	}
}
