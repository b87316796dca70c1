package slack

// Words are what the adapter itself says, in the flow's language; all else
// comes with the replies.
type Words struct {
	Written string // the answer to /intake in a channel: "I have written to you."
	Ask     string // how /ask is used
	Chose   string // before what was chosen, "You chose:"
	Chosen  string // what stands for nothing chosen
	NoFiles string // a file was sent
	Pick    string // on a list that opens
	Done    string // on the button that ends a choice of several
	Day     string // on a calendar
	Start   string // on the button of the app's home
	Home    string // what the app's home says
}
