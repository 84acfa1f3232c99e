// Package rebellion is Epstein's civil violence (Joshua M. Epstein, "Modeling
// civil violence: an agent-based computational approach", PNAS 99 suppl. 3,
// 2002, 7243-7250), model I and II, with the rules on which implementations
// differ as keys, so that what the model is known for can be asked of each.
//
// # The model
//
// Citizens and officers stand on the cells of a torus. Each citizen has hardship
// H and risk aversion R, even draws from 0 to 1, for life. With legitimacy L
// common to all, C officers and A active citizens within his vision, himself
// counted as active,
//
//	G = H (1 - L)                grievance
//	P = 1 - exp(-k C/A)          arrest probability as he feels it
//	N = R P                      net risk
//	active if and only if G - N > T        (rule A)
//
// k = 2.3 makes P 0.9 with one of each. An officer arrests one of the active
// within his vision, by chance, for a time drawn evenly up to a maximum (rule
// C); both move to a free cell within vision, by chance (rule M). In model II
// there are two groups. Who turns active kills one of the other group within
// vision; at the end of a tick each citizen at liberty clones onto a free cell
// around him with probability 0.05, the child having group and hardship of the
// parent; the age of death is drawn evenly up to 200 ticks; officers arrest both
// groups alike.
//
// # The runs of the paper
//
// All: 40 x 40 cells, density of citizens 0.7, T = 0.1, k = 2.3.
//
//	run  model  vision  L            longest sentence  moves  police
//	1    I      1.7     0.89         15                no     0.04
//	2    I      7       0.82         30                yes    0.04
//	3    I      7       0.9 to 0.2   infinite          yes    0.074   by 0.01 a tick
//	4    I      7       0.9 to 0.7   infinite          yes    0.074   at once, in tick 77
//	5    I      7       0.8          infinite          yes    0.074   withdrawn by and by
//	6    II     1.7     0.9          15                yes    0
//	7    II     1.7     0.8          15                yes    0
//	8    II     1.7     0.8          15                yes    0.04
//
// # What implementations do otherwise
//
// The presets are values of the keys. Where the paper is silent: it does not say
// whether one sees one's own cell, where the released come back (here anywhere),
// or how U(0, max) becomes ticks (here 1 to max).
//
//	                    paper                 NetLogo               Mesa 3.3
//	x in P              C/A                   floor of C/A          C/A to the nearest, halves to even
//	seen                disc                  disc with own cell    diamond
//	a rebel himself     once in A             twice                 once
//	a turn              moves, then acts      moves, then acts      acts, then moves
//	an arrest           officer stays         he takes the cell     he moves elsewhere
//	sentence            1..max                0..max-1              0..max
//	gets shorter        at the tick's end     at the tick's end     on the prisoner's turn
//	the jailed          off the torus         on their cell, which  on their cell, which
//	                                          counts as free        does not
//	how many people     exact                 exact                 by each cell's chance
//
// # What reproduces and what does not
//
// Measured here, and held by the tests; (a) and (b) are two independent programs.
//
//   - Run 2. With the rule as printed there is no burst at all: in no seed of
//     100 are more than 50 ever active; G is at most 0.18, and a crowd three
//     times the police still feels P = 0.54. (a) and (b) found the same. With the
//     floor of C/A it is calm for nearly two thirds of the time, and bursts
//     begin every 27 ticks, 22 after the end of the last (sum of the active 794,
//     s.d. 162). (a): wait 22, 779; (b): 21, 820. The paper has 60 with s.d. 55,
//     and 708 with s.d. 230: the wait does not reproduce.
//   - Run 1. 80 active where the released come back anywhere, 49 where they come
//     back near. (b): 88 with s.d. 8; (a): 33 to 62, near.
//   - Runs 3 to 5. With the rule as printed more than 50 are active in none of
//     them. With the floor, as (a) ran them: a slow fall of legitimacy has a
//     burst in 30% of the seeds, the jump in 39% ((a): 3 and 9 of 20), and the
//     jump's peak is mostly the larger one. That the jump fills the jail more,
//     as the paper says, does not reproduce. Fewer police tip every seed, at
//     about tick 173 if all are withdrawn over 740 ticks ((a): 177).
//   - Run 6. Nobody is killed: G is at most 0.1, so that nobody can be active.
//   - Run 7. One group is gone in every seed, about tick 100, either one.
//   - Run 8. The paper's police keep a nasty peace, and the time to extinction
//     rises with their number. Here one group is gone in every seed, about as
//     soon as without police (a third later where the released come back near;
//     (a): by tick 882, (b): 106 with s.d. 64): not reproduced. Nor are the safe havens of police
//     that come in tick 50 (run 7 with changes police@50=0.04).
//
// # How it is run
//
// Every draw is keyed by decision, tick and person, so that a key which does not
// concern a die leaves it alone. What each cell sees is kept, as two counts in
// one number, and spread over the neighbourhood when somebody turns active or
// quiet, or somebody who counts moves; the plain version scans the neighbourhood
// on every look. Both give the same bytes in every tick.
package rebellion
