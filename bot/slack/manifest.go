package slack

import _ "embed"

//go:embed manifest.yaml
var manifest string

// Manifest is the app's manifest, to be pasted where Slack makes an app.
func Manifest() string { return manifest }
