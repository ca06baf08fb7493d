// Words by which lists name a step of work, in the languages that boards are kept in. `=`: only as the whole name.
import type { Category } from '../features/workflow.ts'

const cancelled = `
  cancelled, canceled, cancel, wont do, won't do, wont have, won't have, wont fix, won't fix, rejected, declined,
  abandoned, discarded, dropped, obsolete, duplicate, duplicates, trash, not doing, not planned, abgebrochen,
  verworfen, abgelehnt, storniert, annulé, annulés, annulée, abandonné, abandonnés, rejeté, cancelado, cancelados,
  cancelada, descartado, descartados, rechazado, rejeitado, annullato, annullati, scartato, geannuleerd, afgewezen,
  vervallen, anulowane, odrzucone, zrušeno, zamítnuto, отменено, отменены, отменённые, отклонено, скасовано,
  відхилено, iptal, iptal edildi, avbruten, avbrutna, avbrutt, avbrudt, annulleret, peruttu, hylätty, elvetve,
  törölve, anulat, respins, ακυρώθηκε, בוטל, ملغى, ملغي, batal, dibatalkan, đã hủy, 中止, 却下, キャンセル, 取り下げ, 取消, 已取消,
  放弃, 취소`

const notYet = `
  to do, todo, to be done, not done, not yet done, not finished, not complete, not completed, not started, not
  ready, nicht erledigt, nicht fertig, noch nicht erledigt, zu erledigen, pas fait, pas terminé, non fait, no hecho,
  sin hacer, por hacer, não feito, a fazer, para fazer, non fatto, da fare, niet klaar, te doen, do zrobienia, nie
  zrobione, не сделано, не готово, не выполнено, не зроблено, не виконано, ej klart, inte klart, ikke ferdig, att
  göra, å gjøre, at gøre, 未完成, 未完了, 未着手, 未開始, 未开始, 未处理, 待处理, 待完成, 未対応, 미완료, 진행 예정`

const done = `
  done, finished, finish, complete, completed, closed, resolved, shipped, released, deployed, delivered, =live,
  published, accepted, =archive, =archived, fixed, merged, achieved, accomplished, =success, erledigt, fertig,
  abgeschlossen, geschlossen, ausgeliefert, veröffentlicht, archiv, terminé, terminés, terminée, terminées, fait,
  faits, fini, finis, achevé, livré, clos, hecho, hechos, hecha, terminado, terminados, terminada, completado,
  completados, completada, finalizado, finalizados, listo, listos, cerrado, entregado, feito, feitos, concluído,
  concluídos, concluída, concluídas, pronto, finalizada, encerrado, entregue, fatto, fatti, completato, completati,
  finito, concluso, chiuso, consegnato, klaar, gedaan, afgerond, voltooid, gereed, afgesloten, zrobione, gotowe,
  ukończone, zakończone, wykonane, zamknięte, hotovo, dokončeno, dokončené, uzavřeno, готово, готовые, готовы,
  сделано, сделанные, выполнено, выполненные, завершено, завершены, завершённые, закрыто, закрытые, опубликовано,
  зроблено, виконано, завершені, закрито, завършено, bitti, bitenler, tamamlandı, tamamlanan, tamamlananlar,
  yapıldı, yapılanlar, biten, klart, klar, klara, färdig, färdigt, färdiga, ferdig, færdig, gjort, fullført,
  avslutat, valmis, valmiit, tehty, kész, elkészült, befejezve, terminat, finalizat, =gata, ολοκληρώθηκε, έτοιμα,
  בוצע, הושלם, تم, مكتمل, منجز, selesai, xong, hoàn thành, đã xong, 完了, 完成, 済み, 終了, 完了済, 已完成, 已结束, 已解决, 上线, 완료, 끝,
  เสร็จ`

const active = `
  doing, in progress, progress, wip, working, work in progress, ongoing, =active, started, started work, =current,
  currently, =now, review, reviewing, in review, code review, to review, qa, =test, testing, =tests, verify,
  verification, validation, =design, =development, developing, in development, implementation, implementing,
  building, blocked, waiting, on hold, hold, pending review, staging, deploying, in bearbeitung, in arbeit, in
  umsetzung, läuft, prüfung, zu prüfen, überprüfung, wartet, warten, blockiert, wartend, umsetzung, en cours, en
  attente, à vérifier, à valider, en revue, relecture, bloqué, en curso, en progreso, en proceso, haciendo, en
  revisión, revisión, revisar, en espera, bloqueado, probando, em andamento, em progresso, fazendo, em curso, em
  execução, em revisão, revisão, aguardando, in corso, in lavorazione, in revisione, revisione, in attesa, bloccato,
  bezig, mee bezig, in uitvoering, in behandeling, wachten, controle, w trakcie, w toku, w realizacji, robione, w
  robocie, do sprawdzenia, testy, probíhá, rozpracováno, rozdělané, v řešení, ke kontrole, в работе, в процессе,
  делаю, делаем, делается, выполняется, проверка, на проверке, на проверку, тестирование, =тест, ожидание, в
  ожидании, в роботі, в процесі, у процесі, виконується, перевірка, на перевірці, тестування, yapılıyor, devam
  ediyor, devam eden, devam edenler, sürüyor, beklemede, pågående, pågår, i gang, underveis, igangværende, under
  arbete, under arbeid, gör nu, granskning, työn alla, kesken, käynnissä, meneillään, folyamatban, in lucru, in
  curs, σε εξέλιξη, בתהליך, בעבודה, قيد التنفيذ, جاري العمل, sedang dikerjakan, dikerjakan, đang làm, đang thực
  hiện, 進行中, 作業中, 対応中, 実施中, 確認中, レビュー, テスト, 进行中, 处理中, 处理, 审核, 测试, 开发中, 正在, 진행, 보류, 검토, 테스트, กำลังทำ`

const backlog = `
  backlog, back log, product backlog, idea, ideas, icebox, ice box, inbox, wishlist, wish list, wishes, someday,
  maybe, later, future, brainstorm, brainstorming, parking lot, parked, suggestions, proposals, proposed, requests,
  feature requests, triage, could have, nice to have, long term, ideen, ideensammlung, rückstand, themenspeicher,
  ideenspeicher, wünsche, irgendwann, später, eingang, idée, idées, boîte à idées, propositions, plus tard, carnet,
  algún día, propuestas, sugerencias, ideias, ideia, sugestões, idee, idea box, proposte, ideeën, wensen, pomysły,
  pomysł, kiedyś, nápady, zásobník, идея, идеи, бэклог, беклог, когда нибудь, предложения, потом, ідеї, пропозиції,
  fikirler, fikir, öneriler, idéer, ideer, önskemål, ideat, ideoita, ötletek, idei, ιδέες, רעיונות, أفكار, =ide, ý
  tưởng, バックログ, アイデア, いつか, 需求池, 待定, 想法, 创意, 백로그, 아이디어`

const todo = `
  next, up next, ready, planned, plan, queue, queued, open, new, selected, today, tomorrow, this week, next week,
  must have, should have, sprint, scheduled, upcoming, offen, zu tun, geplant, nächste, als nächstes, heute, neu,
  bereit, à faire, prévu, prêt, nouveau, ouvert, pendiente, pendientes, próximo, planificado, pendente, pendentes,
  planejado, prossimi, pianificato, aperto, gepland, volgende, zaplanowane, następne, udělat, k vyřízení,
  naplánováno, сделать, надо сделать, нужно сделать, к выполнению, план, планы, очередь, задачи, новые, сегодня,
  зробити, треба зробити, до виконання, заплановано, завдання, yapılacak, yapılacaklar, planlanan, planerat,
  planlagt, tehtävä, tehtävät, teendő, teendők, de facut, de făcut, για να γίνουν, לביצוע, للقيام به, قائمة المهام,
  cần làm, việc cần làm, akan dikerjakan, やること, 予定, これから, 待办, 待辦, 待处理, 计划, 할 일, 할일, 예정, ต้องทำ`

/** A name that fits several groups belongs to the first of them. */
export const STATUS_WORDS: readonly (readonly [Category, string])[] = [
  ['cancelled', cancelled], ['todo', notYet], ['done', done], ['active', active], ['backlog', backlog], ['todo', todo],
]
