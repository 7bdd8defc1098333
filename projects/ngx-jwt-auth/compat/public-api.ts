export { JwtHelperOptions, type JwtTokenGetter } from './jwt-helper-options';
export { JwtHelperService } from './jwt-helper-service';
