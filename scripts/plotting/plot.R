# Times of every backend by trace, from summary.csv, in R alone:
#   Rscript scripts/plotting/plot.R results/runs/ID set times.svg
args <- commandArgs(trailingOnly = TRUE)
cells <- subset(read.csv(file.path(args[1], "summary.csv")), op == args[2] & metric == "time")
times <- tapply(cells$hl_or_median, list(cells$trace, cells$backend), median)
svg(args[3], width = 7, height = 4.5)
looks <- list(pch = seq_len(ncol(times)), col = palette.colors(ncol(times), "Okabe-Ito"))
par(mar = c(3, 4, 5, 1))
matplot(times, log = "y", pch = looks$pch, col = looks$col, xaxt = "n", main = args[2], ylab = cells$unit[1])
axis(1, seq_len(nrow(times)), rownames(times), cex.axis = 0.7)
legend("top", colnames(times), pch = looks$pch, col = looks$col, ncol = 4, cex = 0.7, inset = c(0, -0.15), xpd = TRUE, bty = "n")
invisible(dev.off())
