package country

// GaugeKind says how a gauge adds up over time.
type GaugeKind string

// The kinds of gauge.
const (
	Flow  GaugeKind = "flow"  // persons or events during the month; years are sums
	Stock GaugeKind = "stock" // at the end of the month; years are the last month's
	Index GaugeKind = "index" // a share or number of the month; years are means
)

// Gauge is one measured quantity: a column of the table gauges.
type Gauge struct {
	Name string
	Kind GaugeKind
	Unit string
	Doc  string
}

// GaugeID is a position in Gauges.
type GaugeID int

// The gauges. A name never changes its meaning; more may join at the end.
const (
	Population GaugeID = iota
	Arrests
	Executions
	CampSentences
	CampPopulation
	CampDeaths
	Deported
	OnFile
	Denunciations
	InformerCount
	PoliceStaff
	SupportShare
	AcclaimShare
	DissentShare
	FacadeGap
	Fear
	Mores
	CivilSociety
	Mutinies
	Desertions
	PartyMembers
	PartyExpelled
	OperationActive
	OperationLimit
	OperationRequested
	HitShare
	UnmarkedShare
	EliteArrested
	CCLostShare
	DelegatesLostShare
	MarshalsLost
	ArmyCommandersLost
	AdmiralsLost
	CorpsCommandersLost
	DivisionCommandersLost
	OldGuardShare
	LeaderSeniority
	Belief
	Evidence
	Tolerated
	PerceivedLoss
	NetThreat
	Vigilance
	Dominance
	Margin
	Hardship
	Dislocation
	ThreatLevel
	Disturbances
	Settlers
	Released
	OrdinaryDeaths
	Births
	PoliceArrested
	ShowTrialsHeld
	Opposition
	UrbanShare
	WageShare
	SpecialistsArrested
	EliteHitShare
	ExpelledKilled
	FiledShare
	GroupShare
	NationalArrested
	Caution
	Proof
	FactionWeight
	FollowingShare
	OldGuardLostShare
	FactionistsLostShare
	EliteDossierShare
	GaugeCount // how many
)

// Gauges describes every gauge, in the order of the constants.
var Gauges = [GaugeCount]Gauge{
	Population:             {"population", Stock, "persons", "living persons, those held and settled included"},
	Arrests:                {"arrests", Flow, "persons", "arrested by the political police"},
	Executions:             {"executions", Flow, "persons", "sentenced to death and killed"},
	CampSentences:          {"camp_sentences", Flow, "persons", "sentenced to camp or prison"},
	CampPopulation:         {"camp_population", Stock, "persons", "held in camps"},
	CampDeaths:             {"camp_deaths", Flow, "persons", "died in camps"},
	Deported:               {"deported", Flow, "persons", "sent into exile or settlement"},
	OnFile:                 {"on_file", Stock, "persons", "at liberty with a police file"},
	Denunciations:          {"denunciations", Flow, "persons", "persons who denounced another"},
	InformerCount:          {"informers", Stock, "persons", "informers of the police"},
	PoliceStaff:            {"police_staff", Stock, "persons", "officers of the political police"},
	SupportShare:           {"support_share", Index, "share of persons at liberty", "whose private support is above zero"},
	AcclaimShare:           {"acclaim_share", Index, "share of persons at liberty", "who acclaim in public"},
	DissentShare:           {"dissent_share", Index, "share of persons at liberty", "who dissent in public during the month"},
	FacadeGap:              {"facade", Index, "share of persons at liberty", "acclaim less private support"},
	Fear:                   {"fear", Index, "0..1", "mean fear F of a collective"},
	Mores:                  {"mores", Index, "0..1", "mean moral ties M of a collective"},
	CivilSociety:           {"civil_society", Index, "0..1", "strength C of associations"},
	Mutinies:               {"mutinies", Flow, "events", "mutinies in the army"},
	Desertions:             {"desertions", Flow, "persons", "soldiers who deserted"},
	PartyMembers:           {"party_members", Stock, "persons", "members and candidates of the party at liberty"},
	PartyExpelled:          {"party_expelled", Flow, "persons", "expelled from the party without arrest"},
	OperationActive:        {"operation_active", Index, "0 or 1", "an operation under simplified procedure is on"},
	OperationLimit:         {"operation_limit", Stock, "persons", "limits granted to regions in the operation so far"},
	OperationRequested:     {"operation_requested", Flow, "persons", "further limits asked for by regions"},
	HitShare:               {"hit_share", Index, "share of arrests", "of persons whose support was below -0.2"},
	UnmarkedShare:          {"unmarked_share", Index, "share of arrests", "of persons without a class mark"},
	EliteArrested:          {"elite_arrested", Flow, "persons", "members of the cadre arrested"},
	CCLostShare:            {"cc_lost_share", Index, "share", "of the Central Committee of the latest congress, arrested since"},
	DelegatesLostShare:     {"delegates_lost_share", Index, "share", "of the delegates of the latest congress, arrested since"},
	MarshalsLost:           {"marshals_lost", Stock, "persons of 5", "of the holders 24 months before, arrested since"},
	ArmyCommandersLost:     {"army_commanders_lost", Stock, "persons of 15", "of the holders 24 months before, arrested since"},
	AdmiralsLost:           {"admirals_lost", Stock, "persons of 9", "of the holders 24 months before, arrested since"},
	CorpsCommandersLost:    {"corps_commanders_lost", Stock, "persons of 57", "of the holders 24 months before, arrested since"},
	DivisionCommandersLost: {"division_commanders_lost", Stock, "persons of 186", "of the holders 24 months before, arrested since"},
	OldGuardShare:          {"old_guard_share", Index, "share", "of the Central Committee in office who joined before the party took power"},
	LeaderSeniority:        {"leader_seniority", Index, "share", "of the Central Committee in office who joined later than the leader"},
	Belief:                 {"belief", Index, "share of persons", "enemy share e as the leader believes it"},
	Evidence:               {"evidence", Index, "share of persons", "evidence Z made by the police"},
	Tolerated:              {"tolerated", Index, "share of persons", "enemy share r that is tolerated"},
	PerceivedLoss:          {"perceived_loss", Index, "share of persons", "losses as the leader perceives them"},
	NetThreat:              {"net_threat", Index, "share of persons", "gap between belief and tolerance, less the weighted loss"},
	Vigilance:              {"vigilance", Index, "0..1", "vigilance V demanded"},
	Dominance:              {"dominance", Index, "0..1", "dominance D of the leader over the elite"},
	Margin:                 {"margin", Index, "number", "margin of the leader over an opposition"},
	Hardship:               {"hardship", Index, "0..1", "input: hardship h in force"},
	Dislocation:            {"dislocation", Index, "0..1", "input: uprooting dl in force"},
	ThreatLevel:            {"threat", Index, "0..1", "input: external threat W in force"},
	Disturbances:           {"disturbances", Flow, "collectives", "collectives in which a sixteenth or more of those at liberty dissent together"},
	Settlers:               {"settlers", Stock, "persons", "in exile or settlement"},
	Released:               {"released", Flow, "persons", "released from camps"},
	OrdinaryDeaths:         {"deaths", Flow, "persons", "ordinary deaths, famine included"},
	Births:                 {"births", Flow, "persons", "births, as the population series requires"},
	PoliceArrested:         {"police_arrested", Flow, "persons", "officers of the police arrested"},
	ShowTrialsHeld:         {"show_trials", Flow, "events", "show trials staged"},
	UrbanShare:             {"urban_share", Index, "share of collectives", "of the town, by the population series"},
	WageShare:              {"wage_share", Index, "share of collectives", "that live on wages, by the class series"},
	SpecialistsArrested:    {"specialists_arrested", Flow, "persons", "arrested in the offices of workplaces"},
	EliteHitShare:          {"elite_hit_share", Index, "share of the elite arrested", "whose true loyalty was below zero; nobody in the model can see it"},
	ExpelledKilled:         {"expelled_killed", Flow, "persons", "killed by sentence who had been expelled from the party within twelve months"},
	FiledShare:             {"filed_share", Index, "share of arrests", "of persons on file or named: an individual sign"},
	GroupShare:             {"group_share", Index, "share of arrests", "of persons with a mark of class or nationality: a sign of a group"},
	NationalArrested:       {"national_arrested", Flow, "persons", "arrested by nationality, outside the limits"},
	Caution:                {"caution", Index, "0..1", "the leader's memory of a stop"},
	Proof:                  {"proof", Index, "0..1", "how far the belief rests on evidence made by the police"},
	Opposition:             {"opposition", Index, "0..1", "weight of the elite willing to oppose"},
	FactionWeight:          {"faction_share", Index, "share", "of the weight of the cadre, in a faction that all can see"},
	FollowingShare:         {"following", Index, "share", "of the weight of Politburo and Central Committee, held by clients whom the leader has put there"},
	OldGuardLostShare:      {"old_guard_lost_share", Index, "share", "of the old guard in the cadre at the latest congress, arrested since"},
	FactionistsLostShare:   {"factionists_lost_share", Index, "share", "of the factionists in the cadre at the latest congress, arrested since"},
	EliteDossierShare:      {"elite_dossier_share", Index, "share of the elite arrested", "whose stronger reason was a personal dossier rather than the record"},
}
