package faq

import "strings"

// A sort is what a word names, whichever of its kind it is: what is asked of
// one medicine is asked of all, and no list names them all.
type sort byte

// The sorts of words that questions for a clinician are made of.
const (
	noSort    sort = iota
	medicine       // a drug, by name or as a kind
	condition      // an illness or injury
	finding        // a test, or what it is told by
	dosing         // how much of a medicine, how often, with what
	sorts
)

// sortOf tells what a folded word names, by lists and by how such names end.
func sortOf(w string) sort {
	if s := named[w]; s != noSort {
		return s
	}
	if s := named[strings.TrimSuffix(w, "s")]; s != noSort {
		return s
	}
	if digits := strings.TrimLeft(w, "0123456789"); digits != w && (digits == "mg" || digits == "mcg" || digits == "ml") {
		return dosing
	}
	if len(w) < 7 {
		return noSort
	}
	for _, e := range endings {
		if strings.HasSuffix(w, e.with) && !plain[w] {
			return e.is
		}
	}
	return noSort
}

var named = func() map[string]sort {
	m := map[string]sort{}
	for _, of := range []struct {
		is    sort
		words string
	}{
		{medicine, `ibuprofen advil motrin tylenol acetaminophen paracetamol aspirin aleve naproxen naprosyn excedrin nurofen
			panadol calpol voltaren diclofenac celebrex celecoxib meloxicam mobic toradol ketorolac indomethacin etoricoxib
			tramadol codeine cocodamol oxycodone oxycontin percocet norco vicodin hydrocodone morphine fentanyl dilaudid suboxone
			methadone gabapentin neurontin lyrica pregabalin flexeril cyclobenzaprine baclofen tizanidine zanaflex robaxin
			methocarbamol soma skelaxin valium diazepam xanax alprazolam ativan lorazepam klonopin ambien zolpidem trazodone
			warfarin coumadin sintrom eliquis apixaban xarelto rivaroxaban pradaxa plavix clopidogrel brilinta heparin lovenox
			enoxaparin thinner bloodthinner anticoagulant anticoagulante prednisone prednisolone medrol steroid cortisone
			cortisol dexamethasone methotrexate humira enbrel remicade plaquenil metformin insulin ozempic wegovy mounjaro
			semaglutide lisinopril losartan metoprolol atenolol amlodipine propranolol lasix furosemide hctz spironolactone
			statin lipitor atorvastatin crestor simvastatin levothyroxine synthroid thyroxine omeprazole prilosec nexium
			pantoprazole zofran benadryl zyrtec claritin sudafed antihistamine antibiotic amoxicillin augmentin cipro doxycycline
			keflex clindamycin penicillin sertraline zoloft prozac lexapro cymbalta duloxetine effexor wellbutrin amitriptyline
			nortriptyline lithium adderall ritalin viagra tamoxifen letrozole fosamax prolia botox triptan sumatriptan imitrex
			topamax keppra albuterol inhaler estrogen testosterone hrt accutane pill tablet med medicine medication painkiller
			drug antidepressant relaxer relaxant relaxer antacid laxative magnesium melatonin turmeric creatine glucosamine
			vitamin supplement cbd lidocaine salonpas antiinflammatory nsaid opioid diuretic vaccine epidural injection
			ibuprofeno paracetamol aspirina naproxeno diclofenaco metamizol nolotil pastilla pildora medicina medicamento
			antibiotico antiinflamatorio analgesico enantyum insulina omeprazol gabapentina gabapentin prednisona cortisona
			heparina warfarina losartan enalapril atorvastatina sertralina relajante inyeccion jarabe vitamina`},
		{condition, `cancer tumor tumour clot dvt embolism stroke aneurysm infection fracture hernia sprain concussion arthritis gout
			lupus fibro fibromyalgia ms als parkinsons lyme shingles diabetes diabetic diabete sepsis mrsa flu covid bursitis
			tendonitis sciatica stenosis scoliosis spondylosis neuropathy migraine vertigo tmj eczema psoriasis cellulitis
			appendicitis pneumonia pots eds raynaud raynauds phlebitis melanoma lymphoma leukemia cyst polyp lesion nodule
			lump melanoma gallstone ulcer anemia afib flutter murmur preeclampsia mastitis miscarriage menopause thyroid
			hashimotos hypermobility diastasis prolapse tear rupture disease syndrome disorder whiplash tumoracion coagulo
			trombo trombosis infarto derrame ictus fractura esguince ciatica artrosis artritis infeccion anemia quiste
			bulto bolita lesion hernia enfermedad sindrome`},
		{finding, `mri xray ct scan ultrasound emg ecg ekg biopsy mammogram colonoscopy report result results lab labs bloodwork
			inr a1c esr crp psa tsh ferritin hemoglobin platelet creatinine potassium cholesterol dimer ana hla glucose
			sugar pressure pulse ejection reading diagnosis prognosis bulge bulging degenerative degeneration protrusion
			impression unremarkable benign malignant indeterminate acute grade radiology radiologist resonancia radiografia
			placa ecografia analisis analitica resultado resultados glucosa colesterol tension diagnostico pronostico biopsia`},
		{dosing, `dose dosage dosis mg milligram milligrams miligramos mcg overdose taper tapering wean interact interaction
			addictive prescribe prescribed refill twice tablets puffs units`},
	} {
		for w := range strings.FieldsSeq(of.words) {
			m[w] = of.is
		}
	}
	return m
}()

// endings are how names of a sort end.
var endings = []struct {
	with string
	is   sort
}{
	{"statin", medicine},
	{"olol", medicine},
	{"pril", medicine},
	{"sartan", medicine},
	{"azole", medicine},
	{"cillin", medicine},
	{"mycin", medicine},
	{"oxacin", medicine},
	{"cycline", medicine},
	{"triptan", medicine},
	{"triptyline", medicine},
	{"azepam", medicine},
	{"zolam", medicine},
	{"profen", medicine},
	{"codone", medicine},
	{"xaban", medicine},
	{"parin", medicine},
	{"solone", medicine},
	{"dipine", medicine},
	{"gliptin", medicine},
	{"glutide", medicine},
	{"oxetine", medicine},
	{"dronate", medicine},
	{"thiazide", medicine},
	{"itis", condition},
	{"osis", condition},
	{"algia", condition},
	{"opathy", condition},
	{"omyelia", condition},
	{"sarcoma", condition},
	{"carcinoma", condition},
	{"plegia", condition},
	{"emia", condition},
	{"listhesis", condition},
	{"malacia", condition},
	{"patia", condition},
	{"gram", finding},
	{"scopy", finding},
	{"grafia", finding},
}

// plain are everyday words that end like names.
var plain = wordSet("program instagram telegram diagram diagnosis hypnosis osmosis programa instagrama")

// sortsIn tells which sorts a message names.
func (m *message) sortsIn() (in [sorts]bool) {
	for _, w := range m.words {
		in[sortOf(w)] = true
	}
	return in
}
