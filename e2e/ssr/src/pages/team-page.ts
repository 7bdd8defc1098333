import { Component } from '@angular/core';

@Component({ selector: 'app-team-page', template: `<h1>Members of the team</h1>` })
export class TeamPage {}
