package content

import (
	"io/fs"
	"maps"
)

// LoadClinic reads one clinic.yaml from outside a flow folder. The error is
// Errors with every fault.
func LoadClinic(fsys fs.FS, name string) (ClinicDoc, error) {
	var faults Errors
	data, err := readFile(fsys, name)
	if err != nil {
		return ClinicDoc{}, Errors{{Pos: Pos{File: name}, Msg: err.Error(), Want: "the clinic's facts"}}
	}
	c := ClinicDoc{file: name, data: data}
	(&reader{file: name, faults: &faults}).read(data, &c)
	if len(faults) > 0 {
		f := Folder{Files: map[string][]byte{name: data}}
		return ClinicDoc{}, f.told(faults)
	}
	return c, nil
}

// Lay puts what c says over what the folder says of the clinic; what c leaves
// empty stays.
func (f *Folder) Lay(c ClinicDoc) {
	for _, x := range []struct {
		to *Str
		by Str
	}{{&f.Clinic.Name, c.Name}, {&f.Clinic.Phone, c.Phone}, {&f.Clinic.Email, c.Email}} {
		if x.by.S != "" {
			*x.to = x.by
		}
	}
	facts := maps.Clone(f.Clinic.Facts)
	if facts == nil {
		facts = map[string]Str{}
	}
	for key, s := range c.Facts {
		if s.S != "" {
			facts[key] = s
		}
	}
	f.Clinic.Facts = facts
	if len(c.Confirmed) > 0 {
		f.Clinic.Confirmed = c.Confirmed
	}
	if len(c.Off) > 0 {
		f.Clinic.Off = c.Off
	}
	if c.file != "" {
		// Places in c are places in its own file, also where the folder
		// has one of the same name.
		f.laid = map[string][]byte{c.file: c.data}
	}
}
