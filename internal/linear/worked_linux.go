package linear

import (
	"time"

	"golang.org/x/sys/unix"
)

// worked returns the processor time that the calling thread has used. The
// clock is asked rather than getrusage, which counts in ticks on some kernels.
func worked() time.Duration {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &ts); err != nil {
		panic(err) // every thread has this clock
	}
	return time.Duration(ts.Nano())
}
