module github.com/fromabove/fromabove/bench/peers

go 1.26.0

require github.com/fromabove/fromabove v0.0.0

replace github.com/fromabove/fromabove => ../..
