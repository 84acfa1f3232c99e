package people

import "encoding/binary"

// Small numbers of 64 lanes, as planes: reading and writing one, comparing,
// adding and subtracting all.

// level reads the small number of one lane from its planes.
func level(planes []uint64, lane int) int {
	v := 0
	for k, w := range planes {
		v |= int(w>>lane&1) << k
	}
	return v
}

// level6 and level4 are level of six planes and of four, written out.
func level6(p *[6]uint64, lane int) int {
	return int(p[0]>>lane&1 | p[1]>>lane&1<<1 | p[2]>>lane&1<<2 | p[3]>>lane&1<<3 | p[4]>>lane&1<<4 | p[5]>>lane&1<<5)
}

func level4(p *[4]uint64, lane int) int {
	return int(p[0]>>lane&1 | p[1]>>lane&1<<1 | p[2]>>lane&1<<2 | p[3]>>lane&1<<3)
}

// put6 puts the small number v of one lane into six planes, put3 into three, put1
// its last digit into one: written out, since a loop takes twice the time.
func put6(planes *[6]uint64, lane, v int) {
	put3((*[3]uint64)(planes[:3]), lane, v)
	put3((*[3]uint64)(planes[3:]), lane, v>>3)
}

func put3(planes *[3]uint64, lane, v int) {
	put1(&planes[0], lane, v)
	put1(&planes[1], lane, v>>1)
	put1(&planes[2], lane, v>>2)
}

func put1(plane *uint64, lane, v int) { *plane = *plane&^(1<<lane) | uint64(v&1)<<lane }

// putAll puts the small numbers of the lanes of a mask into planes; those of all
// others must be zero.
func putAll(planes []uint64, lanes uint64, numbers *[Lanes]uint8) {
	for k := range planes {
		plane := uint64(0)
		for i := 0; i < Lanes; i += 8 {
			digits := binary.LittleEndian.Uint64(numbers[i:]) >> k & 0x0101010101010101
			plane |= digits * 0x0102040810204080 >> 56 << i // digit 8j to place j: the factor has 2^(56-7j)
		}
		planes[k] = planes[k]&^lanes | plane
	}
}

// below is the mask of lanes whose number is less than n, with n from 0 to
// 2^len(planes).
func below(planes []uint64, n int) uint64 {
	if n >= 1<<len(planes) {
		return ^uint64(0)
	}
	var less uint64
	for k, plane := range planes {
		less = lend(plane, -uint64(n>>k&1), less)
	}
	return less
}

// below6 is below of six planes, written out.
func below6(p *[6]uint64, n int) uint64 {
	if n >= 1<<6 {
		return ^uint64(0)
	}
	low, high := n&15, n>>4&15
	less := lend(p[0], digits[low][0], 0)
	less = lend(p[1], digits[low][1], less)
	less = lend(p[2], digits[low][2], less)
	less = lend(p[3], digits[low][3], less)
	less = lend(p[4], digits[high][0], less)
	return lend(p[5], digits[high][1], less)
}

// add is one plane of a sum, and what it carries.
func add(a, b, carry uint64) (sum, out uint64) {
	x := a ^ b
	return x ^ carry, a ^ x&(a^carry)
}

// sub is one plane of the difference a - b, and what it borrows.
func sub(a, b, borrow uint64) (difference, out uint64) {
	x := a ^ b
	return x ^ borrow, borrow ^ x&(b^borrow)
}

// lend is what one plane of the difference a - b borrows.
func lend(a, b, borrow uint64) uint64 { return borrow ^ (a^b)&(b^borrow) }

// digits has, for each number of four digits, its planes in all lanes.
var digits = func() (list [16][4]uint64) {
	for n := range list {
		for k := range list[n] {
			list[n][k] = -uint64(n >> k & 1)
		}
	}
	return list
}()
