package kind

import (
	"testing"
	"time"
)

// TestStatements reads what people say to yes-or-no questions in statements:
// y is yes, n is no, - is nothing that may be recorded.
func TestStatements(t *testing.T) {
	for _, q := range []struct {
		question, role string
		said           [][2]string
	}{
		{"Do you smoke?", "", [][2]string{
			{"half a pack a day", "y"},
			{"about 10 a day", "y"},
			{"gave it up when my son was born", "n"},
			{"never touched the stuff", "n"},
			{"only when i drink", "y"},
			{"ex smoker, clean for 6 years", "n"},
			{"trying to quit", "-"},
			{"my husband does", "-"},
			{"like a chimney", "y"},
			{"cant stand the smell", "n"},
			{"I used to", "n"},
			{"i do, sadly", "y"},
			{"I don't, no", "n"},
			{"socially", "y"},
			{"haven't in years", "n"},
			{"weed only", "-"},
			{"guilty", "y"},
			{"nope. not since college", "n"},
			{"I stopped last year", "n"},
			{"a couple of cigarettes on weekends", "y"},
			{"not anymore, thank god", "n"},
			{"not a single one in my life", "n"},
		}},
		{"Have you ever had surgery on your back?", "", [][2]string{
			{"they fused two discs in 2018", "-"}, {"two operations so far", "y"}, {"no surgeries ever", "n"}, {"not on my back", "n"}, {"never been under the knife", "n"}, {"yeah, a discectomy", "y"}, {"I had surgery in 2012", "y"}, {"surgery is scheduled for May", "-"}, {"my doctor wants me to have one", "-"}, {"once", "y"}, {"knock on wood, no", "n"}, {"my brother had one", "-"},
		}},
		{"Are you pregnant?", "", [][2]string{
			{"i'm a man", "-"}, {"16 weeks along", "-"}, {"due in March", "-"}, {"not that I know of", "n"}, {"god no", "n"}, {"yes!! finally", "y"}, {"I'm expecting", "y"}, {"trying to be", "-"}, {"could be", "-"}, {"I had a hysterectomy", "n"}, {"we are not", "n"}, {"test was negative", "n"}, {"definitely not pregnant", "n"}, {"i think i might be", "-"},
		}},
		{"Have you had a fever in the last two weeks?", "", [][2]string{
			{"no fever no chills", "n"}, {"101 last night", "-"}, {"I had a temperature on Sunday", "y"}, {"not even a sniffle", "n"}, {"none", "n"}, {"had a bit of one, yeah", "y"}, {"nothing like that", "n"}, {"my kid did", "-"}, {"nah I've been fine", "n"},
		}},
		{"Do you take blood thinners?", "", [][2]string{
			{"none at all", "n"}, {"every morning", "y"}, {"not currently", "n"}, {"I was taken off them in June", "n"}, {"I take no blood thinners", "n"}, {"yes, eliquis", "y"}, {"doctor said I should", "-"}, {"no meds of any kind", "n"}, {"I'm on them for life", "y"},
		}},
		{"Do you have children?", "", [][2]string{
			{"three boys", "y"}, {"two kids and one on the way", "y"}, {"none yet", "n"}, {"just the dog", "-"}, {"a son", "-"}, {"no kids", "n"}, {"childless by choice", "-"}, {"my daughter is 12", "y"},
		}},
		{"Do you exercise regularly?", "", [][2]string{
			{"3 times a week", "y"}, {"i run most mornings", "y"}, {"gym every day", "y"}, {"not as much as i should", "-"}, {"hardly ever", "n"}, {"couch potato", "n"}, {"used to before the injury", "n"}, {"does walking the dog count?", "-"}, {"on and off", "-"}, {"I never exercise", "n"},
		}},
		{"Is the pain worse at night?", "", [][2]string{
			{"much worse", "-"}, {"its the same all day", "n"}, {"its better at night actually", "n"}, {"always", "y"}, {"no its worse in the morning", "n"}, {"it is", "y"}, {"some nights", "-"}, {"hard to tell", "-"}, {"not worse, no", "n"}, {"not really, same", "n"},
		}},
		{"Do you have any metal implants?", "", [][2]string{
			{"a plate in my wrist", "y"}, {"two screws in my ankle", "y"}, {"no metal anywhere", "n"}, {"all original parts", "-"}, {"they took it out last year", "-"}, {"none that i know", "n"}, {"yup, hip", "y"}, {"I have an implant", "y"}, {"dont think so", "n"}, {"not a thing", "n"},
		}},
		{"Does anyone in your family have diabetes?", "", [][2]string{
			{"my mom and both aunts", "-"}, {"nobody", "n"}, {"no one", "n"}, {"on my father's side, yes", "y"}, {"not that we know", "n"},
		}},
		{"May we leave a message on this number?", "consent", [][2]string{
			{"sure, go for it", "y"}, {"please don't", "n"}, {"no that's fine", "-"}, {"text only please", "-"}, {"yes but don't mention the clinic", "-"}, {"that would be fine", "y"}, {"id prefer you didnt", "n"}, {"whatever", "-"}, {"i dont mind at all", "y"}, {"no, my husband listens to it", "n"}, {"absolutely", "y"}, {"ok", "y"}, {"i guess thats ok", "y"}, {"by all means", "y"}, {"only if it is urgent", "-"}, {"knock yourself out", "y"}, {"nope nope nope", "n"}, {"I do not consent", "n"}, {"not without asking me first", "n"}, {"let me ask my wife", "-"}, {"if i must", "-"}, {"why not", "y"}, {"yes yes", "y"}, {"👍🏽", "y"}, {"👎", "n"}, {"k", "y"}, {"not comfortable with that", "n"}, {"up to you", "-"}, {"I consent to it", "y"}, {"i have no issue with that", "y"}, {"not at this time", "-"}, {"sounds good to me", "y"}, {"do i have to?", "-"}, {"nah id rather not", "n"}, {"you have my permission", "y"}, {"permission denied", "n"}, {"hard no", "n"}, {"hell yes", "y"}, {"feel free", "y"},
		}},
		{"Is everything right, so I can send it?", "consent", [][2]string{
			{"all good", "y"}, {"yep send it", "y"}, {"looks good", "y"}, {"everything is correct", "y"}, {"no, the date is wrong", "n"}, {"something is off", "-"}, {"perfect", "y"}, {"nothing to change", "y"}, {"the phone number is wrong", "n"}, {"i think so", "y"}, {"seems fine to me", "y"}, {"not yet", "-"}, {"let me check", "-"}, {"correct", "y"}, {"that is all correct", "y"},
		}},
		{"May we take a photo of your posture?", "", [][2]string{
			{"no problem", "y"}, {"not a problem", "y"}, {"i dont mind", "y"}, {"rather not", "n"}, {"go ahead", "y"}, {"no", "n"}, {"whatever", "-"},
		}},
		{"Does it hurt when you walk?", "", [][2]string{
			{"right side only", "-"}, {"always wanted to know", "-"}, {"nothing helps", "-"}, {"only uphill", "-"}, {"walking is fine", "-"}, {"no, walking is fine", "n"}, {"every step", "-"}, {"not when i walk", "n"},
		}},
		{"Has a doctor checked this injury?", "", [][2]string{
			{"my doctor is on vacation", "-"}, {"saw my GP on Monday", "y"}, {"i'll go tomorrow", "-"}, {"the ER sent me home with a splint", "y"}, {"haven't been to anyone", "n"}, {"no time for doctors", "n"}, {"nobody has looked at it", "n"}, {"not by a doctor, no", "n"}, {"the team physio had a look", "-"}, {"yeah they x-rayed it", "y"}, {"it hurts a lot", "-"}, {"7 out of 10", "-"}, {"should I?", "-"}, {"I hear you", "-"},
		}},
		{"May we treat you today?", "consent", [][2]string{
			{"I'm in pain", "-"}, {"you can forget it", "-"}, {"that would help", "y"}, {"please do", "y"}, {"uh huh", "y"}, {"not so fast", "-"}, {"I do agree", "y"}, {"i agree with all of it", "y"}, {"disagree", "n"}, {"yes, I hereby agree to treatment", "y"}, {"you can treat me", "y"},
		}},
		{"¿Toma usted alcohol?", "", [][2]string{
			{"una copita los domingos", "-"}, {"no tomo", "n"}, {"nunca", "n"}, {"ya no, dejé de tomar en 2020", "n"}, {"sí, cerveza", "y"}, {"casi nunca", "n"}, {"a veces", "-"}, {"todos los fines de semana", "y"}, {"para nada", "n"}, {"claro que sí", "y"}, {"fíjese que no", "n"}, {"que yo sepa no", "n"}, {"no señor", "n"}, {"antes sí, ya no", "n"}, {"socialmente", "-"}, {"no sé", "-"}, {"pues sí", "y"}, {"ni una gota", "n"}, {"soy abstemio", "n"},
		}},
		{"¿Está embarazada?", "", [][2]string{
			{"no que yo sepa", "n"}, {"creo que sí", "y"}, {"todavía no", "n"}, {"de cuatro meses", "-"}, {"sí señora", "y"}, {"estoy embarazada", "y"}, {"puede ser", "-"}, {"gracias a dios no", "n"}, {"no lo estoy", "n"}, {"soy hombre", "-"},
		}},
		{"¿Ha tenido alguna cirugía?", "", [][2]string{
			{"me operaron en 2010", "y"}, {"ninguna", "n"}, {"nunca me han operado", "n"}, {"dos, una de la rodilla", "-"}, {"jamás", "n"}, {"sí, de la vesícula", "y"}, {"una vez", "y"}, {"todavía no", "n"},
		}},
		{"¿Nos da permiso de llamar a su médico?", "consent", [][2]string{
			{"sí, adelante", "y"}, {"no, gracias", "n"}, {"dale", "y"}, {"por supuesto", "y"}, {"mejor no", "n"}, {"no me gusta la idea", "n"}, {"lo que usted diga", "-"}, {"me da lo mismo", "-"}, {"claro, no hay problema", "y"}, {"está bien", "y"}, {"no doy permiso", "n"}, {"de acuerdo", "y"}, {"órale", "y"}, {"ni hablar", "n"}, {"prefiero que no lo llamen", "n"}, {"cómo no", "y"}, {"sin ningún problema", "y"}, {"no quiero", "n"}, {"sí pero no a mi esposo", "-"}, {"con mucho gusto", "y"}, {"no tengo nada en contra", "y"}, {"ahora no", "-"}, {"lo pensaré", "-"},
		}},
	} {
		for _, c := range q.said {
			s := &Spec{Type: "boolean", Question: q.question, Role: q.role}
			got := "-"
			if r := (boolean{}).Read(s, Said{Text: c[0]}, Env{Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}); r.Outcome == Valued {
				got = map[bool]string{true: "y", false: "n"}[r.Value.Bool()]
			}
			if got != c[1] {
				t.Errorf("%s %q: got %s, want %s", q.question, c[0], got, c[1])
			}
		}
	}
}
