# Redraw the arrests of an experiment as a fan chart, with base R alone.
#
#     fromabove export out/compare --out out/compare-csv
#     Rscript docs/examples/read.R out/compare-csv arrests.pdf
#
# series.csv has a row for each gauge, member and year. For each arm the median
# of the members stands within the band that holds nine tenths of them.

gauge <- "arrests"
colors <- c("#1f4e79", "#b5651d", "#4d6b35", "#7a3e65")

args <- commandArgs(trailingOnly = TRUE)
if (length(args) != 2) stop("usage: read.R FOLDER-OF-CSV OUT.pdf")
# seeds have more digits than some numbers: they stay text
series <- read.csv(file.path(args[1], "series.csv"), colClasses = c(seed = "character"))
series <- series[series$gauge == gauge & !is.na(series$value), ]
if (nrow(series) == 0) stop(args[1], ": series.csv has no ", gauge)
series <- series[series$year < max(series$year), ] # the last year may be half a year

arms <- unique(series$arm)
bands <- lapply(arms, function(arm) {
  rows <- series[series$arm == arm, ]
  q <- do.call(rbind, tapply(rows$value, rows$year, quantile, c(0.05, 0.5, 0.95)))
  data.frame(year = as.integer(rownames(q)), low = q[, 1], median = q[, 2], high = q[, 3])
})
names(bands) <- arms
color <- function(i, alpha = 1) adjustcolor(colors[(i - 1) %% length(colors) + 1], alpha)

pdf(args[2], width = 7, height = 4)
plot(NULL, xlim = range(series$year), ylim = c(0, max(sapply(bands, function(b) max(b$high)))),
     xlab = "", ylab = paste0(gauge, ", persons a year"), las = 1, bty = "n")
for (i in seq_along(arms)) {
  b <- bands[[i]]
  polygon(c(b$year, rev(b$year)), c(b$high, rev(b$low)), col = color(i, 0.2), border = NA)
  lines(b$year, b$median, col = color(i), lwd = 2)
}
members <- sapply(arms, function(arm) nrow(unique(series[series$arm == arm, c("draw", "seed")])))
legend("topleft", paste0(arms, ", ", members, " members"), col = color(seq_along(arms)), lwd = 2, bty = "n")
invisible(dev.off())

for (arm in arms) {
  b <- bands[[arm]]
  top <- b[which.max(b$median), ]
  cat(sprintf("%s: median %.0f %s in %d\n", arm, top$median, gauge, top$year))
}
