import { Component } from '@angular/core';

@Component({ selector: 'app-not-found-page', template: `<h1>There is no such page</h1>` })
export class NotFoundPage {}
