package kind

// names are the kinds in the order in which people are told of them.
var names = []string{"boolean", "choice", "multi", "integer", "scale", "duration", "date", "text", "body-regions"}

// table holds every kind by its name. A new kind is one line here.
var table = map[string]Kind{
	"boolean":      boolean{},
	"choice":       choice{},
	"multi":        multi{},
	"integer":      integer{},
	"scale":        scale{},
	"duration":     duration{},
	"date":         date{},
	"text":         free{},
	"body-regions": regions{},
}

// Names returns the names of all kinds.
func Names() []string { return names }
