package kind

import (
	"strings"
	"testing"

	"intake/internal/item"
)

// testSayings reads lines of the form "saying => value", where "?" means that
// nothing may be recorded, in every language there is.
func testSayings(t *testing.T, spec Spec, env Env, lines string) {
	t.Helper()
	k, _ := Of(spec.Type)
	if err := k.Check(&spec); err != nil {
		t.Fatal(err)
	}
	env.Now = testNow
	for line := range strings.Lines(lines) {
		in, want, ok := strings.Cut(strings.TrimSpace(line), " => ")
		if !ok {
			continue
		}
		got := "?"
		if r := k.Read(&spec, Said{Text: in}, env); r.Outcome == Valued {
			got = r.Value.String()
			if r.Value.Type() == item.Date {
				got = r.Value.Text()
			}
		}
		if got != want {
			t.Errorf("%s %q %q: got %s, want %s", spec.Type, spec.Question, in, got, want)
		}
	}
}

const (
	askNow   = "From 0, no pain, to 10, the worst pain, how is it now?"
	askWorst = "From 0 to 10, what was the worst pain in the last 24 hours?"
	askLeast = "From 0 to 10, what was the least pain in the last 24 hours?"
)

func TestScaleSayings(t *testing.T) {
	testSayings(t, Spec{Type: "scale", Question: askNow}, Env{}, `
		about a six => 6
		i'd go with 7 => 7
		lets say 4 => 4
		prolly a 5 => 5
		honestly like an 8 => 8
		eight-ish => 8
		8ish => 8
		around seven, give or take => 7
		7 and a half => 8
		7.5 => 8
		4,5 => 5
		six point five => 7
		between a 3 and a 4 => 4
		somewhere between six and seven => 7
		between 2 and 6 => ?
		6, maybe 7 => 7
		a 6 or a 7 => 7
		six to seven => 7
		4 to 8 depending => ?
		3-4 => 4
		7 out of 10 => 7
		seven outta ten => 7
		on a scale of 1 to 10 id say 6 => 6
		12 => ?
		eleven out of ten lol => ?
		-1 => ?
		a hundred => ?
		7. no wait, 6 => 6
		5 no 6 => 6
		8, sorry, 7 => 7
		i said 4 but i mean 5 => 5
		3... actually make that 4 => 4
		6, scratch that, 7 => 7
		six i mean five => 5
		not a 5, more like a 6 => 6
		it's not an 8 but a 7 => 7
		not even a 2, a 1 => 1
		not a 3 => ?
		was an 8 this morning, 5 now => 5
		yesterday 9, today 4 => 4
		it used to be 9, now it's 3 => 3
		5 right now but worst was 9 => 5
		worst 9, now 4 => 4
		worst was 9 => ?
		4 today, 7 yesterday => 4
		it went from 8 down to 5 => 5
		took 2 advil and im at a 4 => 4
		i have 3 herniated discs and its a 7 => 7
		two kids and no sleep so 6 => 6
		a 6 for the last 3 days => 6
		woke up at 5am with it, 8 => 8
		at 7 am it was 9, right now 5 => 5
		i have 2 dogs => ?
		3 weeks => ?
		it's been 5 days => ?
		my l5 is at a 6 => 6
		pretty bad => ?
		moderate i guess => ?
		killing me => ?
		horrible today => ?
		zero => 0
		0 when lying down => 0
		no pain, 0 => 0
		nil, zero => 0
		ten!!! => 10
		10/10 => 10
		a perfect 10 lol => 10
		4/5 => ?
		3 if i sit, 8 if i walk => ?
		one => 1
		just a one => 1
		a solid 7 => 7
		strong 8 => 8
		it's a nine man => 9
		7 (seven) => 7
		seven 7 => 7
		6 6 6 => 6
		6? => 6
		i guess 6? => 6
		more than 5 => ?
		at least a 7 => ?
		5+ => ?
		almost 8 => 8
		7 or so => 7
		6 or so, 6 => 6
		a six, same as yesterday => 6
		not sure, maybe 6 => 6
		2 pills => ?
		5 stars => ?
		siete => 7
		un siete => 7
		como un 6 => 6
		entre 5 y 6 => 6
		entre 3 y 8 => ?
		seis o siete => 7
		siete y medio => 8
		4 y media => 5
		ocho de diez => 8
		8 de 10 => 8
		un 7 sobre 10 => 7
		5, digo 6 => 6
		cinco, no, seis => 6
		no es 5, es 6 => 6
		ayer era 9, hoy 4 => 4
		ahorita un 3 => 3
		ahora mismo cuatro => 4
		cero => 0
		nada, cero => 0
		diez! => 10
		un diez => 10
		once => ?
		mucho => ?
		bastante fuerte => ?
		tengo 2 hijos => ?
		mas o menos un 5 => 5
		5 mas o menos => 5
		casi 8 => 8
		yo diria que un 7 => 7
		le pongo un 6 => 6
		uno => 1
		un uno => 1
		dos => 2
		tal vez 4 => 4
		desde hace 3 dias un 6 => 6
		en la mañana 8, ahorita 5 => 5
		me tome 2 pastillas y ando en 4 => 4
		un ocho la verdad => 8
		el peor fue 9, ahora 5 => 5
	`)
	testSayings(t, Spec{Type: "scale", Question: askWorst}, Env{}, `
		worst was 9, now 6 => 9
		9 at its worst => 9
		it got up to an 8 => 8
		6 now but it hit 9 last night => 9
		10 last night => 10
		yesterday evening like an 8 => 8
		now 3, peaked at 7 => 7
		eight and a half => 9
		at its worst 7, best 2 => 7
		best 2 worst 8 => 8
		lo peor fue un 9 => 9
		ahora 4, lo peor 8 => 8
		anoche un 9 => 9
		llego a 8 => 8
	`)
	testSayings(t, Spec{Type: "scale", Question: askLeast}, Env{}, `
		worst 9, best 2 => 2
		2 with heat => 2
		it's 6 now, lowest was 3 => 3
		never below a 4, so 4 => 4
		lo minimo fue 2 => 2
		peor 8, mejor 3 => 3
	`)
	testSayings(t, Spec{Type: "scale", Question: "From 0, very badly, to 10, very well: how do you sleep?"}, Env{}, `
		4 hours a night so a 3 => 3
		2 => 2
		a 6 on a good night, 3 on a bad one => ?
		usually 5 => 5
		like a baby => ?
		i sleep 8 hours => ?
	`)
}
