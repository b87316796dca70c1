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

func TestIntegerSayings(t *testing.T) {
	tall := Spec{Type: "integer", Unit: "inch", Least: ptr(24), Most: ptr(96), Question: "How tall are you, in inches?"}
	testSayings(t, tall, Env{}, `
		5'7 => 67
		5'7" => 67
		5’ 7” => 67
		5 foot 7 => 67
		5 ft 7 in => 67
		5ft7 => 67
		five foot seven => 67
		five feet eleven inches => 71
		5 feet and 4 inches => 64
		six foot => 72
		six feet even => 72
		6' => 72
		six two => 74
		five nine => 69
		5 11 => 71
		5-10 => 70
		5'4 and a half => 65
		68 inches => 68
		68" => 68
		68 => 68
		sixty eight => 68
		170 cm => 67
		170cm => 67
		1.70 m => 67
		1m70 => 67
		1 m 70 => 67
		1,70 => 67
		1.82 => 72
		1 meter 65 => 65
		170 centimeters => 67
		about 5'6 => 66
		5'8, no 5'9 => 69
		used to be 5'9 now 5'8 => 68
		short => ?
		taller than you => ?
		5 => ?
		200 => ?
		metro setenta => 67
		un metro setenta => 67
		mido 1.65 => 65
		uno sesenta => 63
		1 metro 80 => 71
		metro y medio => 59
		170 centimetros => 67
		cinco pies siete pulgadas => 67
		mido 5 con 7 => ?
	`)
	pounds := Spec{Type: "integer", Unit: "pound", Least: ptr(50), Most: ptr(700), Question: "How much do you weigh, in pounds?"}
	testSayings(t, pounds, Env{}, `
		180 => 180
		180 lbs => 180
		180lb => 180
		one eighty => 180
		one hundred and eighty => 180
		a hundred eighty five pounds => 185
		two ten => 210
		a buck fifty => 150
		buck seventy => 170
		80 kilos => 176
		80kg => 176
		82.5 kg => 182
		12 stone => 168
		12 stone 4 => 172
		12st 4lb => 172
		eleven stone => 154
		about 200 => 200
		around 150 or so => 150
		150ish => 150
		lost 10 pounds, now 190 => 190
		was 220, now 205 => 205
		200, no 195 => 195
		160-165 => ?
		too much => ?
		none of your business => ?
		i'm 5'10 and 180 => 180
		ochenta kilos => 176
		80 kilos y medio => 177
		150 libras => 150
		peso 70 kilos => 154
		setenta y cinco kilos => 165
	`)
	testSayings(t, Spec{Type: "integer", Unit: "kilogram", Least: ptr(25), Most: ptr(300), Question: "¿Cuánto pesa, en kilos?"}, Env{}, `
		70 => 70
		setenta => 70
		unos 68 => 68
		70 kilitos => 70
		150 lbs => 68
		150 libras => 68
		sesenta y ocho y medio => 69
		antes 90, ahora 82 => 82
		como ochenta y cinco => 85
		peso 92 kg => 92
	`)
	kids := Spec{Type: "integer", Least: ptr(0), Most: ptr(20), Question: "How many children do you have?"}
	testSayings(t, kids, Env{}, `
		2 => 2
		two => 2
		2 kids => 2
		3 boys and a girl => 4
		two sons and two daughters => 4
		none => 0
		no kids => 0
		zero => 0
		i dont have any => 0
		no children, just 2 cats => 0
		two, ages 4 and 7 => 2
		3: 5, 8 and 11 => 3
		one, she's 5 => 1
		one daughter, 6 years old => 1
		4 kids and 9 grandkids => 4
		3 dogs => ?
		a couple => 2
		half a dozen => 6
		one son => 1
		just the one => 1
		i've got 5 => 5
		2 and one on the way => ?
		tres => 3
		tengo dos hijos => 2
		ninguno => 0
		no tengo hijos => 0
		dos niñas y un niño => 3
		una hija => 1
		uno => 1
	`)
	testSayings(t, Spec{Type: "integer", Least: ptr(0), Most: ptr(30), Question: "How many glasses of water do you drink a day?"}, Env{}, `
		6 => 6
		six glasses => 6
		6 glasses a day => 6
		about 8 a day => 8
		6 to 8 => ?
		5 or 6 => ?
		not enough => ?
		a lot => ?
		none, just coffee => 0
		i don't drink water => 0
		a couple => 2
		a few => 3
		2 in the morning and 3 at night, 5 => 5
		2 cups of coffee and 6 glasses of water => 6
		3 liters => ?
		4 bottles => ?
		maybe four => 4
		8 vasos => 8
		ocho vasos al dia => 8
		ninguno => 0
		no tomo agua => 0
		muchos => ?
		como seis => 6
		un vaso => 1
	`)
	testSayings(t, Spec{Type: "integer", Least: ptr(0), Most: ptr(100), Question: "How many cigarettes do you smoke a day?"}, Env{}, `
		10 => 10
		half a pack => 10
		a pack => 20
		a pack a day => 20
		2 packs => 40
		pack and a half => 30
		1 pack => 20
		i don't smoke => 0
		never smoked => 0
		none, quit in 2015 => 0
		none anymore => 0
		no fumo => 0
		media cajetilla => 10
		una cajetilla => 20
		5 cigarros => 5
		maybe 5 cigs => 5
	`)
	testSayings(t, Spec{Type: "integer", Least: ptr(0), Most: ptr(100), Question: "How many times have you fallen in the past year?"}, Env{}, `
		once => 1
		twice => 2
		two times => 2
		3 times => 3
		never => 0
		not once => 0
		0 => 0
		once or twice => ?
		a couple of times => 2
		i fell 2 times in march => 2
		none that i remember => 0
		una vez => 1
		dos veces => 2
		ninguna => 0
		lots => ?
	`)
	hours := Spec{Type: "integer", Unit: "hour", Least: ptr(0), Most: ptr(24), Question: "How many hours do you sleep on a usual night?"}
	testSayings(t, hours, Env{}, `
		7 => 7
		seven hours => 7
		7 hrs => 7
		7h => 7
		6 hours a night => 6
		about 6 => 6
		six and a half => 7
		7 and a half hours => 8
		6 or 7 => 7
		6-7 hours => 7
		4 to 8 => ?
		from 11 to 6 so 7 => 7
		11pm to 6am, so 7 hours => 7
		5, 6 on a good night => ?
		not much => ?
		like a log => ?
		7 hours on weekdays, 9 on weekends => ?
		480 minutes => 8
		siete horas => 7
		unas 6 horas => 6
		seis horas y media => 7
		como 5 => 5
		6 o 7 horas => 7
		poquito => ?
		30 => ?
	`)
	testSayings(t, Spec{Type: "integer", Unit: "minute", Least: ptr(0), Most: ptr(600), Question: "How many minutes can you walk before you have to stop?"}, Env{}, `
		10 => 10
		10 minutes => 10
		ten mins => 10
		half an hour => 30
		an hour => 60
		1.5 hours => 90
		a quarter of an hour => 15
		two hours => 120
		5 or so => 5
		1 mile => ?
		3 blocks => ?
		all day => ?
		media hora => 30
		una hora y media => 90
		veinte minutos => 20
		una hora => 60
	`)
	testSayings(t, Spec{Type: "integer", Unit: "mile", Least: ptr(0), Most: ptr(200), Question: "How many miles do you run a week?"}, Env{}, `
		20 => 20
		20 miles => 20
		20 mi => 20
		30ish => 30
		10k => 6
		40 km => 25
		32 kilometers => 20
		a couple miles => 2
		none right now => 0
		i don't run => 0
		25 a week => 25
		3 times a week => ?
	`)
	testSayings(t, Spec{Type: "integer", Unit: "milligram", Least: ptr(0), Most: ptr(5000), Question: "How many milligrams of it do you take a day?"}, Env{}, `
		200 => 200
		200 mg => 200
		200mg => 200
		1 gram => 1000
		half a gram => 500
		1g => 1000
		two hundred milligrams => 200
		500 miligramos => 500
		medio gramo => 500
		2 pills => ?
		600 mg, 2 pills => 600
	`)
	weeks := Spec{Type: "integer", Unit: "week", Least: ptr(1), Most: ptr(42), Question: "How many weeks pregnant are you?"}
	testSayings(t, weeks, Env{}, `
		20 => 20
		20 weeks => 20
		20wks => 20
		20w => 20
		20w3d => 20
		20 weeks and 5 days => 20
		20+3 => 20
		twenty weeks tomorrow => 20
		week 20 => 20
		i'm in my 20th week => 20
		5 months => 21
		four and a half months => 19
		28 weeks on friday, so 27 => 27
		almost 30 => 30
		due in march => ?
		second trimester => ?
		20 or 21 => 21
		20 to 24 => ?
		50 => ?
		20 semanas => 20
		veinte semanas => 20
		cinco meses => 21
		tengo 24 semanas => 24
		casi 30 => 30
		treinta y dos => 32
		voy en la semana 18 => 18
	`)
	testSayings(t, Spec{Type: "integer", Unit: "week", Least: ptr(0), Most: ptr(60), Question: "How long ago was the operation?"}, Env{}, `
		6 weeks ago => 6
		6 => 6
		two months ago => 9
		2 months => 9
		a month ago => 4
		10 days ago => 1
		14 days => 2
		3 wks post op => 3
		a fortnight => 2
		on october 12th => 6
		last week => 1
		half a year => 26
		a while => ?
		3 weeks, no 4 => 4
		hace seis semanas => 6
		hace dos meses => 9
		hace mes y medio => 6
		la semana pasada => 1
		hace 15 dias => 2
	`)
	testSayings(t, Spec{Type: "integer", Unit: "month", Least: ptr(0), Most: ptr(720), Question: "How long ago was your most recent heart attack, stroke or heart operation?"}, Env{}, `
		3 months => 3
		2 years => 24
		a year and a half ago => 18
		2 and a half years => 30
		18 => 18
		10 yrs => 120
		six weeks => 1
		hace dos años => 24
		hace año y medio => 18
		un año => 12
	`)
	testSayings(t, Spec{Type: "integer", Unit: "year", Least: ptr(0), Most: ptr(120), Question: "How old were you when the pain first began?"}, Env{}, `
		19 => 19
		i was nineteen => 19
		at 12 => 12
		when i was 15 => 15
		around 30 => 30
		30 years old => 30
		in my 20s => ?
		a kid => ?
		tenía 15 años => 15
		a los 20 => 20
		quince => 15
		i was 8 or 9 => 9
	`)
	testSayings(t, Spec{Type: "integer", Question: "On which floor do you live?", Least: ptr(0), Most: ptr(100)}, Env{}, `
		2nd => 2
		third floor => 3
		5 => 5
		the 4th floor => 4
		12th => 12
		segundo piso => 2
		el tercero => 3
	`)
}
