package text

var englishMeasures = measureWords{
	measures: map[string]Measure{
		"inch": inch, "inches": inch, "inchs": inch, "foot": foot, "feet": foot, "ft": foot, "yard": yard, "yards": yard, "mile": mile, "miles": mile, "mi": mile,
		"cm": centimetre, "cms": centimetre, "centimeter": centimetre, "centimeters": centimetre, "centimetre": centimetre, "centimetres": centimetre,
		"m": metre, "meter": metre, "meters": metre, "metre": metre, "metres": metre, "mtr": metre, "km": kilometre, "kms": kilometre, "kilometer": kilometre,
		"kilometers": kilometre, "kilometre": kilometre, "kilometres": kilometre, "lb": pound, "lbs": pound, "pound": pound, "pounds": pound, "lbz": pound, "pds": pound,
		"stone": stone, "stones": stone, "kg": kilogram, "kgs": kilogram, "kilo": kilogram, "kilos": kilogram, "kilogram": kilogram, "kilograms": kilogram,
		"mg": milligram, "mgs": milligram, "milligram": milligram, "milligrams": milligram, "mcg": microgram, "microgram": microgram, "micrograms": microgram,
		"gram": gram, "grams": gram, "gramme": gram, "grammes": gram, "ml": millilitre, "milliliter": millilitre, "milliliters": millilitre,
		"liter": litre, "liters": litre, "litre": litre, "litres": litre, "gallon": gallon, "gallons": gallon, "pack": pack, "packs": pack, "packet": pack, "packets": pack, "oz": ounce, "ounce": ounce, "ounces": ounce,
	},
	tightMeasures: map[string]Measure{"in": inch, "g": gram, "st": stone, "k": kilometre, "l": litre},
	counted: [][]string{
		{"child", "children", "kid", "boy", "girl", "son", "daughter", "baby", "stepson", "stepdaughter", "stepchild", "toddler", "teenager", "teen", "twin", "stepkid", "kiddo", "hijo", "hija", "nino", "nina", "varone", "varon", "hembra", "nene", "nena", "chamaco", "bebe", "muchacho", "muchacha", "chiquillo", "mujercita", "hombrecito"},
		{"drink", "beer", "wine", "shot", "cocktail", "glass", "pint", "can", "whiskey", "margarita", "beverage", "trago", "cerveza", "copa", "bebida", "cervecita", "copita", "chela"},
		{"cigarette", "smoke", "cig", "ciggie", "ciggy", "cigarro", "cigarrillo", "cigarrito", "pitillo"},
		{"visit", "session", "appointment", "time", "visita", "sesione", "sesion", "cita", "treatment", "consulta", "terapia"},
		{"time", "fall", "vez", "vece", "caida", "spill", "tumble"},
		{"people", "person", "adult", "of", "persona", "gente", "roommate"},
		{"cup", "coffee", "mug", "taza", "cafe", "cafecito", "tacita", "espresso", "latte"},
		{"glass", "glasse", "cup", "vaso", "vasito"},
		{"pillow", "almohada", "cushion"},
		{"floor", "story", "storey", "level", "piso", "planta"},
		{"meal", "comida"},
		{"pill", "tablet", "capsule", "pastilla", "tableta", "capsula"},
		{"stair", "step", "escalon", "escalone", "escalera"},
		{"pregnancy", "birth", "embarazo", "parto"},
		{"year", "yr", "ano"},
		{"day", "dia"},
	},
}

var spanishMeasures = measureWords{
	measures: map[string]Measure{
		"pulgada": inch, "pulgadas": inch, "pulg": inch, "pie": foot, "pies": foot, "milla": mile, "millas": mile, "cm": centimetre, "cms": centimetre,
		"centimetro": centimetre, "centimetros": centimetre, "m": metre, "metro": metre, "metros": metre, "mts": metre, "mt": metre, "km": kilometre, "kms": kilometre,
		"kilometro": kilometre, "kilometros": kilometre, "libra": pound, "libras": pound, "lb": pound, "lbs": pound, "kg": kilogram, "kgs": kilogram, "kilo": kilogram,
		"kilos": kilogram, "kilitos": kilogram, "quilos": kilogram, "kilogramo": kilogram, "kilogramos": kilogram, "mg": milligram, "miligramo": milligram,
		"miligramos": milligram, "gramo": gram, "gramos": gram, "grs": gram, "gr": gram, "ml": millilitre, "mililitros": millilitre, "litro": litre, "litros": litre,
		"cajetilla": pack, "cajetillas": pack, "paquete": pack, "paquetes": pack, "onza": ounce, "onzas": ounce,
	},
	tightMeasures: map[string]Measure{"g": gram, "k": kilometre, "l": litre},
}
