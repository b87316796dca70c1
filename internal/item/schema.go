// Package item holds a patient's answers: ids, values, and the set that has
// been given so far.
//
// Answers lie in a slice in the order of the flow's items, so that a copy for
// the next step is one allocation and a condition reads an answer by position
// without hashing. A Schema says which item stands where; it goes with the
// answers, so that a conversation begun under older content can still be read.
package item

import "slices"

// An ID names an item: "pain.now".
type ID string

// A Schema is the list of items that answers can be given to, in the flow's
// order. It does not change once made.
type Schema struct {
	ids   []ID
	types []Type
	at    map[ID]int
}

// NewSchema returns the schema of ids with the type of value each records;
// ids must be distinct.
func NewSchema(ids []ID, types []Type) *Schema {
	s := &Schema{ids: slices.Clone(ids), types: slices.Clone(types), at: make(map[ID]int, len(ids))}
	for i, id := range ids {
		s.at[id] = i
	}
	return s
}

// Len returns the number of items.
func (s *Schema) Len() int { return len(s.ids) }

// ID returns the item at position i.
func (s *Schema) ID(i int) ID { return s.ids[i] }

// Type returns the type of value that the item at position i records.
func (s *Schema) Type(i int) Type { return s.types[i] }

// Index returns the position of id.
func (s *Schema) Index(id ID) (int, bool) {
	i, ok := s.at[id]
	return i, ok
}
