import { firstValueFrom, isObservable, type Observable } from 'rxjs';

/** The first value of a reply in any of the forms that users give; null when there is none. */
export function firstReply<T>(reply: T | Promise<T> | Observable<T>): Promise<T | null> {
  return isObservable(reply)
    ? firstValueFrom(reply, { defaultValue: null })
    : Promise.resolve(reply);
}
