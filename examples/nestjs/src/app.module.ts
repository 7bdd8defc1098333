import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountController } from './account.controller';
import { AuthModule } from './auth/auth.module';

@Module({
  imports: [
    // An SQLite database in memory. In your app: a database that stays, and migrations.
    TypeOrmModule.forRoot({ type: 'sqljs', autoLoadEntities: true, synchronize: true }),
    AuthModule,
  ],
  controllers: [AccountController],
})
export class AppModule {}
