package content

// flow checks what the shape of flow.yaml does not say.
func (r *reader) flow(d *FlowDoc) {
	if d.Lang.S != "" && !isLang(d.Lang.S) {
		r.fault(d.Lang.Pos, "a code such as en or pt-BR", "no language is called %q", d.Lang.S)
	}
	var sections, items []Str
	for _, s := range d.Sections {
		sections = append(sections, s.ID)
		for _, p := range s.Prompts {
			for _, it := range p.Items {
				items = append(items, it.ID)
				var options []Str
				for _, o := range it.Options {
					options = append(options, o.ID)
				}
				r.unique("option", options)
				if it.None != nil {
					r.unique("option", []Str{it.None.ID})
				}
			}
		}
	}
	r.unique("section", sections)
	r.unique("item", items)
}

func (r *reader) rules(list []RuleDoc) {
	var ids []Str
	for _, d := range list {
		ids = append(ids, d.ID)
	}
	r.unique("rule", ids)
}

func (r *reader) entries(list []FAQDoc) {
	var ids []Str
	for _, d := range list {
		ids = append(ids, d.ID)
	}
	r.unique("entry", ids)
}

func (r *reader) signs(list []SignDoc) {
	first := map[string]int{}
	for _, d := range list {
		r.unique("item", []Str{d.Item})
		r.unique("option", []Str{d.Option})
		id := signID(d)
		if line, twice := first[id]; twice {
			r.fault(d.Item.Pos, "", "sign %q stands twice, first on line %d", id, line)
			continue
		}
		first[id] = d.Item.Pos.Line
	}
}

// signID names a sign in a language file.
func signID(d SignDoc) string { return d.Item.S + " " + d.Option.S }
