import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity()
export class RefreshToken {
  /** Who reads the table can spend nothing. */
  @PrimaryColumn()
  hash: string;

  /** All tokens that descend from one sign-in. */
  @Index()
  @Column()
  session: string;

  @Column()
  userId: string;

  @Column()
  expiresAt: Date;

  @Column({ type: 'datetime', nullable: true })
  usedAt: Date | null;
}
