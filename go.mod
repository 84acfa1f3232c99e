module github.com/fromabove/fromabove

go 1.26
