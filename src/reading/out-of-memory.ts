/**
 * Whether an error is an allocation that was refused: what RLIMIT_DATA looks like from inside JavaScript and
 * WebAssembly. A WebAssembly engine that aborts gives no reason, but memory is the usual one; it is dead either way.
 */
export function isOutOfMemory(error: unknown): boolean {
  const refused = /allocation failed|out of memory|cannot allocate|bad_alloc|ENOMEM|Aborted\(native code/i;
  return error instanceof Error && refused.test(error.message);
}
