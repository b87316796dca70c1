package kind

import "testing"

// More scores.
func TestMoreScores(t *testing.T) {
	testSayings(t, Spec{Type: "scale", Question: "From 0, no pain, to 10, the worst pain, how is it now?", Least: ptr(0), Most: ptr(10)}, Env{}, `
		hovering around 5 => 5
		a hair under 7 => ?
		somewhere in the 6 range => 6
		6ish today but it was a 9 when i called => 6
		down to a 3 from an 8 => 3
		my usual 5 => 5
		if i dont move its a 2 => 2
		2 sitting 6 standing => ?
		hurts like a 10 => 10
		about a seven and a half => 8
		low 4 => 4
		high 7s => 7
		a 5 give or take => 5
		let's call it 6 => 6
		i'd put it at 4 => 4
		4, 5 on a bad day => ?
		honestly zero right now => 0
		no pain at all => ?
		none right now => ?
		nothing => ?
		8 and climbing => 8
		3/10 => 3
		3 / 10 => 3
		3 of 10 => 3
		7 over 10 => 7
		6.0 => 6
		06 => 6
		VII => ?
		7!! and i took tylenol at 8 => ?
		i am 62 years old and it's a 6 => 6
		number 7 => 7
		level 8 pain => 8
		it is at an eight => 8
		eigth => 8
		sevn => 7
		fiv => 5
		between five and six i would say => 6
		not too bad, 3 => 3
		not great, like a 6 => 6
		could be worse, 4 => 4
		bad day so 8 => 8
		5 but yesterday was 8 => 5
		9 when i cough otherwise 4 => ?
		i'd say 5 out of 10, maybe 6 => ?
		15 => ?
		ten out of ten, worst ever => 10
		worse than yesterday, 7 => 7
		same as before, 5 => 5
		it went from a 3 to a 7 => ?
		4 at rest, 7 walking => ?
		half => ?
		5 flat => 5
		zero point five => 1
		under 5 => ?
		up there, 8 => 8
		two => 2
		to be honest, six => 6
		four i guess thanks => 4
		4 thank you doctor => 4
		on monday it was 8, today 6 => 6
		7 down from 9 => 7
	`)
	testSayings(t, Spec{Type: "scale", Question: "From 0 to 10, what was the worst pain in the last 24 hours?", Least: ptr(0), Most: ptr(10)}, Env{}, `
		it was a 9 around 3am => 9
		8, when i got out of bed at 6 => 8
		hit an 8 yesterday, 4 now => 8
		no more than a 6 => ?
		5 tops => 5
		max 7 => 7
		10 when i sneezed => 10
		peaked around 8 or 9 => 9
		today 6, yesterday 8 => 8
		it's 3 now but this morning easily 7 => 7
	`)
	testSayings(t, Spec{Type: "scale", Question: "From 0 to 10, what was the least pain in the last 24 hours?", Least: ptr(0), Most: ptr(10)}, Env{}, `
		a 1, when resting => 1
		it never goes away, 3 at best => 3
		0 in the morning => 0
		dropped to 2 after the bath => 2
		best was 2, worst 8 => 2
		lowest 3 highest 9 => 3
	`)
	testSayings(t, Spec{Type: "scale", Question: "From 0, not at all, to 10, very much: how stressed were you this week?", Least: ptr(0), Most: ptr(10)}, Env{}, `
		8, work is crazy, 60 hour weeks => 8
		a 7 with 3 deadlines => 7
		very => ?
		6 most days => 6
	`)
	testSayings(t, Spec{Type: "scale", Question: "From 0, unable, to 10, as before, how well can you do it now?", Least: ptr(0), Most: ptr(10)}, Env{}, `
		3, used to be 10 => 3
		about 40 percent => ?
		half as well as before => ?
		6. before the injury 10 => 6
		cant do it at all, zero => 0
		maybe a 2 on a good day => 2
	`)
	testSayings(t, Spec{Type: "scale", Question: "Del 0 al 10, ¿cuánto le duele ahora?", Least: ptr(0), Most: ptr(10)}, Env{}, `
		pues un 6 más o menos => 6
		le doy un 7 => 7
		está en 5 => 5
		como de 8 => 8
		entre un 4 y un 5 => 5
		un 9 casi 10 => ?
		diez sobre diez => 10
		7/10 => 7
		7 u 8 => 8
		siete u ocho => 8
		hoy amanecí en 6 => 6
		ni un 2, un 1 => 1
		ayer 8 y hoy 5 => 5
		seis y medio => 7
		seis punto cinco => 7
		ocho coma cinco => 9
		bastante, un 8 => 8
		nada, 0 => 0
		nada => ?
		un cinquito => ?
		un 5 pelado => 5
		no más de 5 => ?
		me duele un 6 la rodilla => 6
		4, perdón 5 => 5
		cuatro... no, cinco => 5
		es un 6 desde hace 2 semanas => 6
		tengo 45 años y es un 6 => 6
		once de diez => ?
		muchísimo => ?
		cero ahorita => 0
		de 3 a 8 => ?
		de 7 a 8 => 8
	`)
}

// More counts.
func TestMoreCounts(t *testing.T) {
	testSayings(t, Spec{Type: "integer", Question: "How tall are you, in inches?", Unit: "inch", Least: ptr(24), Most: ptr(96)}, Env{}, `
		six foot one => 73
		6'1 => 73
		6 1 => 73
		six one => 73
		6 feet 1 inch => 73
		6ft 1 => 73
		6-1 => 73
		6 ft => 72
		5’11” => 71
		five eleven and a half => 72
		5' 11 1/2" => 72
		i'm 5 foot 3 and shrinking => 63
		63 in => 63
		63 inches tall => 63
		1,75 m => 69
		1.75m => 69
		175cm => 69
		175 cms => 69
		175 => ?
		one meter seventy five => 69
		just under 6 feet => ?
		5 4 => 64
		5'4ish => 64
		like 5'6", 130 pounds => 66
		around 5 and a half feet => 66
		5.5 feet => 66
		mido 1,70 => 67
		uno setenta y dos => 68
		un metro con 65 => 65
		1.65 metros => 65
		cinco ocho => 68
	`)
	testSayings(t, Spec{Type: "integer", Question: "How much do you weigh, in pounds?", Unit: "pound", Least: ptr(50), Most: ptr(700)}, Env{}, `
		175 => 175
		175 lbs soaking wet => 175
		one seventy five => 175
		a hundred and seventy five => 175
		one sixty => 160
		two hundred => 200
		two twenty five => 225
		two hundred twenty => 220
		220 give or take => 220
		i was 250, i'm down to 230 => 230
		98 kilos => 216
		98 kg => 216
		ninety eight kilos => 216
		13 stone 5 => 187
		13st => 182
		13 and a half stone => 189
		between 150 and 155 => ?
		last i checked 145 => 145
		145 last time i checked 2 weeks ago => 145
		145 at 5'4 => 145
		170, gained 10 since surgery => ?
		over 200 => ?
		3 hundred => 300
	`)
	testSayings(t, Spec{Type: "integer", Question: "¿Cuánto pesa, en kilos?", Unit: "kilogram", Least: ptr(25), Most: ptr(300)}, Env{}, `
		72 kilos y medio => 73
		72.5 => 73
		72,5 => 73
		peso como 80 => 80
		ochenta y tantos => ?
		bajé 5, ahora 75 => 75
		180 libras => 82
		no sé, como 70 => 70
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many children do you have?", Least: ptr(0), Most: ptr(20)}, Env{}, `
		2, a boy and a girl => 2
		two boys => 2
		a son => 1
		one of each => ?
		i have three kids, two dogs and a cat => 3
		none yet => 0
		nope => 0
		no => 0
		twins => ?
		not yet => 0
		5 counting stepkids => 5
		3 grown kids => 3
		childless => ?
		1 son, 2 daughters => 3
		two, 14 and 16 => 2
		2 girls (9 and 12) => 2
		four kids ages 3 5 7 and 9 => 4
	`)
	testSayings(t, Spec{Type: "integer", Question: "¿Cuántos hijos tiene?", Least: ptr(0), Most: ptr(20)}, Env{}, `
		tengo tres => 3
		dos, un niño y una niña => 2
		ninguno, pero 3 perros => 0
		no tengo => 0
		todavía no => 0
		cuatro hijos y dos nietos => 4
		una niña de 5 años => 1
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many glasses of water do you drink a day?", Least: ptr(0), Most: ptr(30)}, Env{}, `
		maybe 3 on a good day => 3
		10 easily => 10
		i drink about 6 glasses => 6
		64 oz => ?
		half a gallon => ?
		two or three => ?
		like 4 bottles => ?
		1 => 1
		hardly any => ?
		as many as i can => ?
		3 glasses and 2 coffees => 3
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many alcoholic drinks do you have in a week?", Least: ptr(0), Most: ptr(100)}, Env{}, `
		none => 0
		i don't drink => 0
		2 beers => 2
		a beer => 1
		one glass of wine => 1
		3 or 4 beers => ?
		2 beers and a glass of wine => 3
		sober 5 years => ?
		i quit drinking => ?
		zero, sober since 2019 => 0
		two a day so 14 => 14
		social drinker => ?
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many hours do you sleep on a usual night?", Unit: "hour", Least: ptr(0), Most: ptr(24)}, Env{}, `
		5 to 6 => 6
		maybe 5 hours => 5
		5 hours if i'm lucky => 5
		usually 7, last night 4 => 7
		8ish => 8
		eight hours straight => 8
		7.5 => 8
		10 to 6, so 8 => 8
		3-4 hours with the pain => 4
		all night => ?
		none => 0
		6 hours 30 minutes => 7
		i go to bed at 10 and get up at 6 => ?
		seven and a half => 8
		a solid 7 => 7
		barely 4 => 4
	`)
	testSayings(t, Spec{Type: "integer", Question: "¿Cuántas horas duerme por noche?", Unit: "hour", Least: ptr(0), Most: ptr(24)}, Env{}, `
		5 horas y media => 6
		7 horas => 7
		como unas 6 => 6
		de 5 a 6 => 6
		casi nada => ?
		ocho horitas => 8
		me acuesto a las 10 y duermo 6 horas => 6
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many minutes can you walk before you have to stop?", Unit: "minute", Least: ptr(0), Most: ptr(600)}, Env{}, `
		20 minutes => 20
		about a half hour => 30
		half hour => 30
		1 hour => 60
		45 mins => 45
		10-15 minutes => ?
		5 min then i have to sit => 5
		maybe 2 => 2
		a mile => ?
		forever => ?
		three quarters of an hour => 45
		an hour and 15 minutes => 75
		90 seconds => ?
		i can't walk => 0
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many times have you fallen in the past year?", Least: ptr(0), Most: ptr(100)}, Env{}, `
		2 => 2
		just once => 1
		one time => 1
		three times => 3
		i haven't fallen => 0
		none thank god => 0
		twice, both on ice => 2
		1 fall => 1
		a few => 3
		many => ?
		once in june and once in august so 2 => 2
		no falls => 0
		haven't => 0
		no me he caido => 0
		dos caídas => 2
		tres => 3
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many weeks pregnant are you?", Unit: "week", Least: ptr(1), Most: ptr(42)}, Env{}, `
		30 weeks and 2 days => 30
		30w => 30
		30 weeks today => 30
		12 wks 4 days => 12
		7 months => 30
		8 and a half months => 36
		i'm 34 weeks => 34
		almost 3 months => 13
		26, due in february => 26
		39 and over it => 39
		a few weeks => 3
		first trimester => ?
		i think 9 or 10 => 10
		it's my second pregnancy, 14 weeks => 14
		45 => ?
		im 33 years old and 20 weeks => 20
		6 semanas y 3 dias => 6
		ocho meses => 34
	`)
	testSayings(t, Spec{Type: "integer", Question: "How long ago was the operation?", Unit: "week", Least: ptr(0), Most: ptr(60)}, Env{}, `
		six weeks ago => 6
		6 weeks post op => 6
		about 2 months => 9
		3 months ago => 13
		almost a year => 52
		yesterday => 0
		5 days ago => 1
		last month => 4
		october 1 => 7
		it'll be 8 weeks on friday => 8
		8 weeks tomorrow => 8
		two and a half months => 11
		2 weeks and 3 days => 2
		hace un mes => 4
		hace 10 semanas => 10
		20 years ago => ?
	`)
	testSayings(t, Spec{Type: "integer", Question: "How long ago was your most recent heart attack, stroke or heart operation?", Unit: "month", Least: ptr(0), Most: ptr(720)}, Env{}, `
		6 months => 6
		1 year ago => 12
		last year => 12
		june 2024 => 29
		2019 => 94
		3 yrs 2 mos => 38
		a decade => 120
		never => ?
		never had one => ?
		hace 3 meses => 3
		90 days => 3
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many physical therapy visits have you had for this?", Least: ptr(0), Most: ptr(200)}, Env{}, `
		6 => 6
		six sessions => 6
		about 10 visits => 10
		none => 0
		none yet, first one is tuesday => 0
		2 so far => 2
		twice a week for 4 weeks, so 8 => 8
		this is my first => ?
		a dozen or so => 12
		lost count => ?
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many people live in your home, with you?", Least: ptr(1), Most: ptr(20)}, Env{}, `
		4 => 4
		four of us => 4
		me, my wife and 2 kids so 4 => 4
		just me => ?
		me and my husband => ?
		5 including me => 5
		3 adults and 2 kids => 5
		i live alone => ?
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many days a week do you exercise?", Unit: "day", Least: ptr(0), Most: ptr(7)}, Env{}, `
		3 => 3
		3 days => 3
		three times a week => 3
		every day => ?
		5 days a week => 5
		2-3 => 3
		none => 0
		never => 0
		weekends => ?
		4 or 5 => 5
	`)
	testSayings(t, Spec{Type: "integer", Question: "How many pillows do you sleep with?", Least: ptr(0), Most: ptr(10)}, Env{}, `
		2 => 2
		two pillows => 2
		just one => 1
		one under my knees and one under my head, so 2 => 2
		none, flat => 0
	`)
	testSayings(t, Spec{Type: "integer", Question: "How old were you when the pain first began?", Unit: "year", Least: ptr(0), Most: ptr(120)}, Env{}, `
		17 => 17
		i was 17 => 17
		at seventeen => 17
		17 or 18 => 18
		in high school => ?
		my 30s => ?
		when i turned 40 => 40
		like 25 => 25
		25 yrs old => 25
		three years ago => ?
		tenía 40 => 40
		a los quince años => 15
	`)
	testSayings(t, Spec{Type: "integer", Question: "On which floor do you live?", Least: ptr(0), Most: ptr(100)}, Env{}, `
		first floor => 1
		ground => ?
		basement => ?
		3rd floor, no elevator => 3
		on the second => 2
		10 => 10
		tercer piso => 3
	`)
}
