module github.com/fromabove/fromabove/bench/peers

go 1.26.0

require github.com/fromabove/fromabove v0.0.0

require github.com/mlange-42/ark v0.7.1

replace github.com/fromabove/fromabove => ../..
