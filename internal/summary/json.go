package summary

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed case.schema.json
var schema []byte

// Schema returns the JSON Schema (2020-12) of a case.
func Schema() []byte { return bytes.Clone(schema) }

// JSON writes the case, indented.
func (c *Case) JSON() ([]byte, error) {
	out, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write case %s: %w", c.Banner.ID, err)
	}
	return append(out, '\n'), nil
}
