package dialog_test

import (
	"testing"
	"time"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/kind"
)

// TestMoves reads moves in the ways people say them, and what only looks like
// one.
func TestMoves(t *testing.T) {
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	scale := kind.Spec{ID: "asked", Type: "scale", Question: "From 0, no pain, to 10, the worst pain, how is it now?"}
	free := kind.Spec{ID: "asked", Type: "text", Question: "What would you most like to get from treatment?", MaxLen: 4000}
	name := kind.Spec{ID: "asked", Type: "text", Role: "name", Question: "What is your first and last name?", MaxLen: 200}
	yesNo := kind.Spec{ID: "asked", Type: "boolean", Question: "Do you smoke?"}
	for _, c := range []struct {
		ask  kind.Spec
		move string
		said []string
	}{
		{scale, "back", []string{
			"back", "go back", "can we go back", "hold on, back up a sec", "i want to change my last answer", "previous", "oops wrong button, go back", "take me back one", "let me fix the last one", "could you return to the previous question please", "back to the one before", "wait go back", "i need to redo that one", "undo that", "prev question pls", "step back please", "can i go back a question?", "scroll back up", "Ugh. Back.",
			"volver", "atrás", "regresar a la pregunta anterior", "puedo volver a la anterior?", "me equivoqué, regrese", "quiero cambiar mi respuesta anterior", "vamos para atrás", "la pregunta anterior por favor", "devuélvame a la anterior",
		}},
		{scale, "skip", []string{
			"skip", "skip this one please", "can i skip", "pass", "next please", "id rather not say", "i dont want to answer that", "lets move on", "no comment", "next one", "can we skip that?", "prefer not to answer", "leave it blank", "none of your business", "I'd prefer not to answer this question.", "do i have to answer this", "can i answer this later?", "im not comfortable answering that", "skip it, its personal", "skip!!!", "nah, skip", "jump to the next question",
			"saltar", "siguiente pregunta", "paso", "no quiero contestar", "prefiero no decirlo", "¿puedo saltarme esta?", "pase a la siguiente", "la siguiente por favor", "no voy a responder eso", "omitir",
		}},
		{scale, "why", []string{
			"why", "why?", "why do you ask", "why do you need to know that", "what for", "whats that got to do with my back", "how is that relevant", "why are you asking me this", "what do you need this for", "how come you need that", "is that really necessary", "why does it matter", "reason?", "but why tho", "why would you want to know that", "whats the point of this question",
			"¿por qué?", "para qué", "por qué me pregunta eso", "para qué quieren saber eso", "y eso qué tiene que ver", "por qué necesitan ese dato", "y a usted qué le importa",
		}},
		{scale, "help", []string{
			"help", "i dont understand", "what do you mean", "huh? i dont get it", "can you explain", "what are my options", "how do i answer this", "give me an example", "what should i put", "im confused", "can you help me with this one", "what does that mean", "can you rephrase that", "not sure what you mean", "what do you mean by worst pain", "i need help", "how does this work?", "what am i supposed to say here",
			"ayuda", "no entiendo", "no entiendo la pregunta", "¿qué quiere decir?", "me puede explicar", "¿qué pongo?", "no sé qué contestar", "¿cómo funciona esto?", "deme un ejemplo",
		}},
		{scale, "repeat", []string{
			"repeat", "say that again", "what was the question", "come again?", "sorry what", "can you repeat that please", "one more time", "again please", "pardon?", "what?", "ask me again", "i missed that, say it again", "what did you say", "could you say that one more time", "repeat the question pls", "didnt catch that", "whats the question again",
			"repita por favor", "¿me lo repite?", "otra vez", "¿cuál era la pregunta?", "¿cómo dijo?", "¿mande?", "puede repetirme la pregunta", "no escuché, repita",
		}},
		{scale, "pause", []string{
			"pause", "brb", "hold on", "one sec", "gotta go", "ill finish later", "can we do this later", "i need a break", "can i come back to this tomorrow", "save and continue later", "not a good time", "be right back", "im busy right now", "lets continue tomorrow", "save my answers", "im driving, later", "i have to run", "give me a minute", "lets pick this up after dinner", "put this on hold", "wait",
			"pausa", "espere un momento", "luego sigo", "ahorita vengo", "mañana continúo", "me tengo que ir", "podemos seguir más tarde", "necesito un descanso", "lo termino después", "un momentito",
		}},
		{scale, "restart", []string{
			"restart", "start over", "lets start over", "begin again", "from the top", "can i start from scratch", "reset everything", "i want to redo everything", "start from the beginning please", "back to the start", "lets start all over again", "scrap all that and start over",
			"empezar de nuevo", "reiniciar", "quiero volver a empezar", "desde el principio", "empecemos otra vez", "borrón y cuenta nueva",
		}},
		{scale, "stop", []string{
			"stop", "quit", "cancel this", "i dont want to do this anymore", "im done with this", "end chat", "stop asking me questions", "forget it", "leave me alone", "bye", "this is stupid, im out", "get me out of here", "i want to stop", "no more questions please", "enough already", "i withdraw my consent", "stop texting me", "end this conversation", "fuck this", "please stop", "i changed my mind, i dont want to continue",
			"parar", "ya basta", "no quiero seguir", "cancelar", "terminar la conversación", "adiós", "ya no quiero contestar más", "déjeme en paz", "quiero salir de esto", "no más preguntas",
		}},
		{scale, "human", []string{
			"human", "talk to a person", "i want to speak to a real human", "can someone call me", "let me talk to the receptionist", "get me a person", "is there a real person i can talk to", "operator", "representative", "can i talk to somebody at the clinic", "id rather talk to a human being", "i hate bots, give me a person", "connect me to an agent", "transfer me to the front desk", "put me through to someone please", "i need to speak with a nurse", "who can i talk to", "actual person please!!", "may I please speak to a member of staff",
			"quiero hablar con una persona", "una persona real por favor", "páseme con alguien", "¿hay alguien ahí?", "necesito hablar con alguien", "que me llamen", "operadora", "comuníqueme con recepción", "prefiero hablar con un humano",
		}},
		{free, "skip", []string{"skip this one please", "can i answer this later?", "id rather not say", "next question please"}},
		{free, "human", []string{"can i talk to a person", "quiero hablar con alguien"}},
		{free, "", []string{
			"stop and go driving", "skip rope with my kids", "go back to work", "I want to get back to running", "stop hurting", "to pass my fitness test", "help around the house", "get back on my bike", "quit taking painkillers", "start over with a healthy back", "stop waking up at night", "to help my wife", "pausing less on the stairs", "be able to go back to the gym", "a break from the pain", "volver a correr", "parar el dolor", "saltar la cuerda", "poder ayudar a mi hija", "talk to people without holding my neck", "repeat my best time",
		}},
		{name, "", []string{"Skip", "skip", "Skip Jones", "Pass", "Will Back", "Grace Stop", "Helper", "Stop", "Ana Paso", "Salta", "Max Power", "Back, John", "Human", "Chance Next", "Bea Wright Back"}},
		{name, "back", []string{"go back", "previous question please"}},
		{name, "why", []string{"why do you need my name", "why?"}},
		{name, "skip", []string{"skip this question please", "id rather not say"}},
		{yesNo, "", []string{"quit", "i quit", "stopped", "not now", "no way", "uh huh", "never", "i gave up", "why not", "no sir"}},
		{yesNo, "stop", []string{"stop", "i want to stop this chat"}},
	} {
		for _, said := range c.said {
			r, err := e.Read(dialog.Query{Spec: c.ask, Text: said, Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)})
			if err != nil {
				t.Fatal(err)
			}
			if r.Move != c.move {
				t.Errorf("%s %q: got move %q, want %q", c.ask.Type+c.ask.Role, said, r.Move, c.move)
			}
		}
	}
}
