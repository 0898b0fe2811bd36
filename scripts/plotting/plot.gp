# Heap of some backends against the bits of the disk, from summary.csv, in gnuplot alone:
#   gnuplot -e "run='results/runs/ID'" scripts/plotting/plot.gp > heap.svg
set terminal svg size 560,360 background rgb 'white'
set datafile separator comma
set datafile columnheaders
set key outside top horizontal
set logscale xy
set xlabel 'bits'
set ylabel 'bytes on the heap'
heap(backend) = strcol('backend') eq backend && strcol('metric') eq 'heap_bytes' ? column('hl_or_median') : NaN
plot for [backend in 'hbitmap roaring bitset'] run.'/summary.csv' using 'size_bits':(heap(backend)) title backend
