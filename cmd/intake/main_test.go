package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// asIntake tells the test binary to be the program itself.
const asIntake = "INTAKE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asIntake) != "" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){"intake": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("INTAKE_TZ", "UTC")
			return nil
		},
	})
}
