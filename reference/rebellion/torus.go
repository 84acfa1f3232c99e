package rebellion

// A torus is the ground: size x size cells, in rows, each edge joined to the
// one opposite. To look up a cell across an edge costs a table and no branch.
type torus struct {
	size     int
	pad      int     // how far beyond an edge the tables reach
	row, col []int32 // of the coordinate i-pad: first cell of its row; its place on the torus
}

func newTorus(size, pad int) torus {
	t := torus{size: size, pad: pad}
	for i := range size + 2*pad {
		on := (i + size*(1+pad/size) - pad) % size
		t.row = append(t.row, int32(on*size))
		t.col = append(t.col, int32(on))
	}
	return t
}

// at is the column and the row of the cell that lies dx, dy from x, y.
func (t *torus) at(x, y int32, o offset) (int32, int32) {
	return t.col[int(x)+int(o.dx)+t.pad], t.col[int(y)+int(o.dy)+t.pad]
}

// A span is a run of cells in a row, and what of it lies across the edge.
type span struct{ from, to, again, until int }

// span is the cells of a row from column lo up to but not including hi, at most
// a row's length of them; the row may lie across an edge.
func (t *torus) span(y, lo, hi int) span {
	row := int(t.row[y+t.pad])
	switch {
	case lo < 0:
		return span{row + lo + t.size, row + t.size, row, row + hi}
	case hi > t.size:
		return span{row + lo, row + t.size, row, row + hi - t.size}
	}
	return span{row + lo, row + hi, row, row}
}

// An offset leads from a cell to one in sight.
type offset struct{ dx, dy int16 }

// A sight is what can be seen from a cell, as half-widths of rows: of the disc
// of radius 2,
//
//	  .      0
//	. . .    1
//	. . x . . 2
//	. . .    1
//	  .      0
//
// Every neighbourhood here is its own mirror image, so whoever is seen sees.
type sight struct {
	reach  int
	halves []int    // of the rows -reach..reach
	own    bool     // whether the own cell belongs to it
	steps  []offset // to every cell of it but the own: where one can move

	// seen holds for every cell what is seen from it: active citizens in the low
	// half, officers in the high; nil where it is scanned anew.
	seen []uint32
}

func newSight(shape Neighbourhood, own Own, vision float64) *sight {
	s := &sight{reach: int(vision), own: own == With}
	for dy := -s.reach; dy <= s.reach; dy++ {
		half := 0
		for dx := 1; dx <= s.reach && within(shape, dx, dy, vision); dx++ {
			half = dx
		}
		s.halves = append(s.halves, half)
		for dx := -half; dx <= half; dx++ {
			if dx != 0 || dy != 0 {
				s.steps = append(s.steps, offset{int16(dx), int16(dy)})
			}
		}
	}
	return s
}

func within(shape Neighbourhood, dx, dy int, vision float64) bool {
	dx, dy = max(dx, -dx), max(dy, -dy)
	switch shape {
	case Diamond:
		return float64(dx+dy) <= vision
	case Moore:
		return float64(max(dx, dy)) <= vision
	}
	return float64(dx*dx+dy*dy) <= vision*vision
}

// What is added to a number of sight.seen: one more or one fewer in the low
// half, one more or one fewer in the high.
const (
	oneActive   uint32 = 1
	activeLess  uint32 = 1<<32 - 1
	oneOfficer  uint32 = 1 << 16
	officerLess uint32 = 1<<32 - 1<<16
)

// spread adds to what is seen of a cell, at every cell from which it is seen.
func (s *sight) spread(t *torus, x, y int32, what uint32) {
	rows := t.row[int(y)-s.reach+t.pad:][:len(s.halves)]
	inside := int(x) >= s.reach && int(x)+s.reach < t.size
	for d, half := range s.halves {
		lo, hi, row := int(x)-half, int(x)+half+1, int(rows[d])
		if !inside {
			lo, hi = s.across(t, row, lo, hi, what)
		}
		for i, part := 0, s.seen[row+lo:row+hi]; i < len(part); i++ {
			part[i] += what
		}
	}
	if !s.own {
		s.seen[int(t.row[int(y)+t.pad])+int(x)] -= what
	}
}

// across is spread over what of a row lies across the edge; it says what is left.
func (s *sight) across(t *torus, row, lo, hi int, what uint32) (int, int) {
	if lo < 0 {
		for i := row + lo + t.size; i < row+t.size; i++ {
			s.seen[i] += what
		}
		lo = 0
	}
	if hi > t.size {
		for i := row; i < row+hi-t.size; i++ {
			s.seen[i] += what
		}
		hi = t.size
	}
	return lo, hi
}

// scan counts what is seen from a cell by looking at every cell in sight: the
// plain version, against which spread is tested and timed.
func (s *sight) scan(t *torus, cells []cell, x, y int32) (actives, officers int) {
	for d, half := range s.halves {
		at := t.span(int(y)+d-s.reach, int(x)-half, int(x)+half+1)
		for i, part := 0, cells[at.from:at.to]; i < len(part); i++ {
			actives += int(part[i].actives)
			officers += int(part[i].officers)
		}
		for i := at.again; i < at.until; i++ {
			actives += int(cells[i].actives)
			officers += int(cells[i].officers)
		}
	}
	if !s.own {
		c := &cells[int(t.row[int(y)+t.pad])+int(x)]
		actives -= int(c.actives)
		officers -= int(c.officers)
	}
	return actives, officers
}
