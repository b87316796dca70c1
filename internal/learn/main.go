// Command learn makes the files that the ranking of questions and the safety
// net come with, and measures both on lists they have not learned from. `go generate ./...` runs it.
package main

import (
	"fmt"
	"os"

	"intake/flows"
	"intake/internal/content"
	"intake/internal/faq"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "learn:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 1 {
		switch args[0] {
		case "vectors":
			return vectors()
		case "model":
			return model()
		case "ear":
			return ear()
		case "measure":
			return measure()
		}
	}
	return fmt.Errorf("usage: go run intake/internal/learn vectors|model|ear|measure")
}

// model makes model.bin in the present directory.
func model() error {
	f, err := content.Load(flows.Massage(), "")
	if err != nil {
		return err
	}
	return os.WriteFile("model.bin", faq.Learn(f.Questions), 0o644)
}
