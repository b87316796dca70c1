package kind

import "testing"

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
