package main

import "github.com/fromabove/fromabove/people"

// Setting is all that the forms of the people are given in common: the climate
// of every month, and how the persons who are there at the beginning differ. In
// JSON it goes to the programs in Python.
type Setting struct {
	Name    string  `json:"name"`
	Climate Climate `json:"climate"`
	Nature  Nature  `json:"nature"`
}

// Climate is what a month does to minds, as people.Climate says it.
type Climate struct {
	Pace         int     `json:"pace"`
	Burden       float64 `json:"burden"`
	MarkedBurden float64 `json:"marked_burden"`
	KinGrief     float64 `json:"kin_grief"`
	MemoryGrief  float64 `json:"memory_grief"`
	Fading       float64 `json:"fading"`
	Fright       float64 `json:"fright"`
	Healing      float64 `json:"healing"`
	Rest         float64 `json:"rest"`
	Erosion      float64 `json:"erosion"`
	Opportunity  float64 `json:"opportunity"`
	Threshold    float64 `json:"threshold"`
	Watch        float64 `json:"watch"`
	RecruitMores float64 `json:"recruit_mores"`
	Facade       bool    `json:"facade"`
	Demand       float64 `json:"demand"`
	Rate         float64 `json:"rate"`
	Base         float64 `json:"base"`
	Zeal         float64 `json:"zeal"`
}

// packed is the climate as the packed people take it.
func (k *Climate) packed() *people.Climate {
	return &people.Climate{Pace: k.Pace, Burden: k.Burden, MarkedBurden: k.MarkedBurden, KinGrief: k.KinGrief, MemoryGrief: k.MemoryGrief,
		Fading: k.Fading, Fright: k.Fright, Healing: k.Healing, Rest: k.Rest, Erosion: k.Erosion, Opportunity: k.Opportunity,
		Threshold: k.Threshold, Watch: k.Watch, RecruitMores: k.RecruitMores, Facade: k.Facade, Demand: k.Demand, Rate: k.Rate, Base: k.Base, Zeal: k.Zeal}
}

// Nature says how persons and collectives differ. In every collective 64 are
// alive; in some of them one was arrested in the month before the first.
type Nature struct {
	Leaning       float64 `json:"leaning"` // mean and spread of predisposition
	LeaningSpread float64 `json:"leaning_spread"`
	MarkedShare   float64 `json:"marked_share"`
	MarkedShift   float64 `json:"marked_shift"` // how much lower the predisposition of the marked is
	ScrupleSpread float64 `json:"scruple_spread"`
	Shift         int     `json:"shift"` // levels below predisposition at which support begins
	Mores         float64 `json:"mores"` // mean and spread over collectives
	MoresSpread   float64 `json:"mores_spread"`
	TakenShare    float64 `json:"taken_share"` // of collectives from which one person was taken
}

// settings are two climates in which every act happens, made up for the
// comparison: the first, on which the clock is held, with vigilance, a facade
// and few who dare; the second without a facade, with more anger and less fear.
func settings() []Setting {
	nature := Nature{Leaning: 0.40, LeaningSpread: 0.25, MarkedShare: 0.045, MarkedShift: 0.25, ScrupleSpread: 0.1,
		Shift: 9, Mores: 0.6, MoresSpread: 0.1, TakenShare: 0.25}
	vigilant := Climate{Pace: 13, Burden: 0.28, MarkedBurden: 0.08, KinGrief: 0.4, MemoryGrief: 0.1, Fading: 0.08, Fright: 1,
		Healing: 0.0028, Rest: 0.85, Erosion: 0.02, Opportunity: 0.1, Threshold: 0.22, Watch: 0.15, RecruitMores: 0.3,
		Facade: true, Demand: 0.1, Rate: 1.2e-3, Base: 0.08, Zeal: 0.4}
	open := vigilant
	open.Facade, open.Zeal, open.Base = false, 0, 0.5
	open.Burden, open.Threshold, open.Watch, open.Fright, open.Pace = 0.45, 0.2, 0.1, 0.2, 9
	return []Setting{{"vigilant", vigilant, nature}, {"open", open, nature}}
}
