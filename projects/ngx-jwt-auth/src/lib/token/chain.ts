import { isPromise } from './is-promise';

/** Goes on with a value: at once if it is there, else when its promise is fulfilled. */
export function chain<T, R>(
  value: T | Promise<T>,
  goOn: (value: T) => R | Promise<R>,
): R | Promise<R> {
  return isPromise(value) ? value.then(goOn) : goOn(value);
}
