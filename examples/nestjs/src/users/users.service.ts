import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { compare, hash, hashSync } from 'bcryptjs';
import { Repository } from 'typeorm';
import { User } from './user.entity';

/** Compared with when there is no such user, so that the time taken does not tell who has an account. */
const NOBODY = hashSync('', 10);

@Injectable()
export class UsersService implements OnModuleInit {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  /** Two users to sign in with. In your app: a registration, and passwords that nobody has published. */
  async onModuleInit(): Promise<void> {
    await this.users.save([
      { username: 'ada', passwordHash: await hash('ada-password', 10), role: 'admin' },
      { username: 'bob', passwordHash: await hash('bob-password', 10), role: 'viewer' },
    ]);
  }

  find(id: string): Promise<User | null> {
    return this.users.findOneBy({ id });
  }

  async checkPassword(username: string, password: string): Promise<User | null> {
    const user = await this.users.findOneBy({ username });
    const isRight = await compare(password, user?.passwordHash ?? NOBODY);
    return isRight ? user : null;
  }
}
