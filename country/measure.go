package country

import "github.com/fromabove/fromabove/calendar"

// measure fills the gauges of the month.
func (c *Country) measure(r *Record) {
	g := &r.Gauges
	var flow Counts
	staff, informers, limit := 0.0, 0.0, 0.0
	for i := range c.Regions {
		region := &c.Regions[i]
		f := &region.Flow
		flow.Arrests += f.Arrests
		flow.Executions += f.Executions
		flow.CampSentences += f.CampSentences
		flow.Deported += f.Deported
		flow.Released += f.Released
		flow.CampDeaths += f.CampDeaths
		flow.Denunciations += f.Denunciations
		flow.Requested += f.Requested
		staff += region.Staff
		informers += region.Informers
		limit += region.Limit
	}
	t := &c.Tally
	free := float64(t.Free)
	place := c.opening
	g[Population] = c.persons(place.Liberty + place.Held + place.Settled)
	g[Arrests] = c.persons(flow.Arrests)
	g[Executions] = c.persons(flow.Executions)
	g[CampSentences] = c.persons(flow.CampSentences)
	g[CampPopulation] = c.persons(place.Held)
	g[CampDeaths] = c.persons(flow.CampDeaths)
	g[Deported] = c.persons(flow.Deported)
	g[OnFile] = c.persons(t.File)
	g[Denunciations] = c.persons(flow.Denunciations)
	g[InformerCount] = informers
	g[PoliceStaff] = staff
	g[SupportShare] = share(float64(t.Supporters), free)
	g[AcclaimShare] = share(float64(t.Acclaim), free)
	g[DissentShare] = share(float64(t.Dissent), free)
	g[FacadeGap] = g[AcclaimShare] - g[SupportShare]
	g[Fear] = share(t.Fear, float64(t.Collectives))
	g[Mores] = share(t.MoresSum, float64(t.Collectives))
	g[CivilSociety] = c.CivilSociety
	g[Mutinies] = float64(c.Report.Mutinies)
	g[Desertions] = c.Report.Desertions
	g[PartyMembers] = c.persons(t.Party)
	g[PartyExpelled] = c.persons(c.Report.Expelled)
	if c.Operation.Number != 0 {
		g[OperationActive] = 1
	}
	g[ExpelledKilled] = c.persons(c.Report.ExpelledKilled)
	g[OperationLimit] = limit
	g[OperationRequested] = flow.Requested
	g[HitShare] = share(float64(c.Report.Hits), float64(flow.Arrests))
	g[UnmarkedShare] = share(float64(c.Report.Unmarked), float64(flow.Arrests))
	g[FiledShare] = share(float64(c.Report.Known), float64(flow.Arrests))
	g[GroupShare] = share(float64(c.Report.Grouped), float64(flow.Arrests))
	g[NationalArrested] = c.persons(c.Report.Nationals)
	g[Caution], g[Proof] = c.State.Caution, c.State.Proof
	g[EliteArrested] = float64(c.Report.EliteArrested)
	g[EliteHitShare] = share(float64(c.Report.EliteHits), float64(c.Report.EliteArrested))
	g[EliteDossierShare] = share(float64(c.Report.EliteDossiers), float64(c.Report.EliteArrested))
	g[FactionWeight], g[FollowingShare] = c.FactionShare, c.Following
	g[Belief], g[Evidence], g[Tolerated] = c.Belief, c.State.Evidence, c.Tolerated
	g[PerceivedLoss], g[NetThreat] = c.PerceivedLoss, c.Net
	g[Vigilance], g[Dominance], g[Margin], g[Opposition] = c.Vigilance, c.Dominance, c.Margin, c.Opposition
	g[Hardship], g[Dislocation], g[ThreatLevel] = c.Report.Hardship, c.Report.Uprooting, c.Report.War
	g[Disturbances] = c.persons(t.Disturbances)
	g[Settlers] = c.persons(place.Settled)
	g[Released] = c.persons(flow.Released)
	g[OrdinaryDeaths] = c.persons(c.Report.Deaths)
	g[Births] = c.persons(c.Report.Births)
	g[PoliceArrested] = c.Report.PoliceArrested
	g[ShowTrialsHeld] = float64(c.Report.ShowTrials)
	g[UrbanShare] = share(float64(t.Towns), float64(t.Collectives))
	g[WageShare] = share(float64(t.Workplaces), float64(t.Collectives))
	g[SpecialistsArrested] = c.persons(c.Report.Specialists)
	c.measureCadre(g)
}

// measureCadre fills the gauges of the elite.
func (c *Country) measureCadre(g *[GaugeCount]float64) {
	k := &c.Cadre
	seated, old, junior := 0, 0, 0
	for _, row := range k.Seats[CentralCommittee] {
		if row < 0 {
			continue
		}
		seated++
		m := &k.Members[row]
		if m.Cohort == OldGuard {
			old++
		}
		if m.Joined > c.Leader.Joined {
			junior++
		}
	}
	var guard, factionists loss
	if k.Met == c.Month || k.Met != c.sat.at {
		c.noteSat()
	}
	for _, row := range c.sat.guard {
		guard.count(&k.Members[row])
	}
	for _, rows := range [...][]int32{c.sat.guard, c.sat.others} {
		for _, row := range rows {
			if m := &k.Members[row]; m.Factionist {
				factionists.count(m)
			}
		}
	}
	g[DelegatesLostShare] = share(float64(c.lost.elected), float64(k.Elected))
	g[CCLostShare] = share(float64(c.lost.seated), float64(k.Seated))
	g[OldGuardLostShare], g[FactionistsLostShare] = guard.share(), factionists.share()
	g[OldGuardShare] = share(float64(old), float64(seated))
	g[LeaderSeniority] = share(float64(junior), float64(seated))
	g[MarshalsLost] = k.postsLost(Marshals)
	g[ArmyCommandersLost] = k.postsLost(ArmyCommanders)
	g[AdmiralsLost] = k.postsLost(Admirals)
	g[CorpsCommandersLost] = k.postsLost(CorpsCommanders)
	g[DivisionCommandersLost] = k.postsLost(DivisionCommanders)
}

// sat is who was in the cadre when the congress of month at ended: the old
// guard, and the others.
type sat struct {
	at            calendar.Month
	guard, others []int32
}

// noteSat lists who was in the cadre when the latest congress ended. Once the
// month of the congress is closed the list stays as it is until the next one:
// whoever leaves then, leaves after it.
func (c *Country) noteSat() {
	k := &c.Cadre
	s := &c.sat
	s.at, s.guard, s.others = k.Met, s.guard[:0], s.others[:0]
	for i := range k.Members {
		switch m := &k.Members[i]; {
		case !k.sat(m):
		case m.Cohort == OldGuard:
			s.guard = append(s.guard, int32(i))
		default:
			s.others = append(s.others, int32(i))
		}
	}
}

// sat tells whether the member was in the cadre when the latest congress ended.
func (k *Cadre) sat(m *Member) bool {
	return k.Met != 0 && m.Entered <= k.Met && (m.Left == 0 || m.Left > k.Met || m.Left == k.Met && m.taken())
}

// loss is how many of a group have been arrested.
type loss struct{ of, taken int }

func (l *loss) count(m *Member) {
	l.of++
	if m.taken() {
		l.taken++
	}
}

func (l *loss) share() float64 { return share(float64(l.taken), float64(l.of)) }
