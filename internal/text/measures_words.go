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
	counted: []likes{
		{
			set("child", "children", "kid", "hijo", "hija", "nino"),
			set("boy", "girl", "son", "daughter", "baby", "stepson", "stepdaughter", "stepchild", "toddler", "teenager", "teen", "twin", "stepkid", "kiddo",
				"nina", "varone", "varon", "hembra", "nene", "nena", "chamaco", "chamaca", "bebe", "muchacho", "muchacha", "chiquillo", "mujercita", "hombrecito"),
		},
		{
			set("people", "person", "persona", "gente"),
			set("adult", "of", "roommate", "kid", "child", "children", "boy", "girl", "son", "daughter", "baby", "parent", "adulto", "nino", "nina", "hijo", "hija", "family"),
		},
		{
			set("drink", "trago", "bebida", "copa"),
			set("beer", "wine", "shot", "cocktail", "glass", "glasse", "pint", "can", "whiskey", "margarita", "beverage", "cerveza", "cervecita", "copita", "chela", "vino"),
		},
		{set("cigarette", "cigarro", "cigarrillo"), set("smoke", "cig", "ciggie", "ciggy", "cigarrito", "pitillo", "stick")},
		{set("visit", "session", "appointment", "visita", "sesion", "sesione", "cita"), set("time", "treatment", "consulta", "terapia", "vece", "vez")},
		{set("time", "fall", "vez", "vece", "caida"), set("spill", "tumble")},
		{set("cup", "coffee", "taza", "cafe"), set("mug", "cafecito", "tacita", "espresso", "latte")},
		{set("glass", "glasse", "vaso"), set("cup", "vasito")},
		{set("pillow", "almohada"), set("cushion")},
		{set("floor", "piso", "planta"), set("story", "storey", "level")},
		{set("pill", "tablet", "pastilla", "tableta"), set("capsule", "capsula")},
		{set("stair", "step", "escalon", "escalone"), set("escalera")},
		{set("pregnancy", "birth", "embarazo", "parto"), set("kid")},
		{set("day", "dia"), set("time", "vece", "vez")},
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
