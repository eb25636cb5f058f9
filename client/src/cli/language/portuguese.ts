// SPDX-License-Identifier: Apache-2.0
import type { Words } from './words';

const receipts = (count: number): string => (count === 1 ? '1 comprovante' : `${count} comprovantes`);

/** Portuguese as written in Brazil, in the terms of legal metrology (Vocabulário Internacional de Metrologia Legal). */
export const portuguese: Words = {
  language: 'pt',
  bundle: {
    labels: {
      basis: 'lido em',
      signedBy: 'assinado por',
      time: 'hora',
      recorded: 'registrado',
      nonce: 'nonce',
      ledger: 'ledger',
      note: 'nota',
    },
    basis: (key, block, transaction) => `${key}, escrito no bloco ${block}, transação ${transaction}`,
    nothingThere: (key) => `${key}, onde nada constava`,
    asItSays: (assurance) => `${assurance}, segundo ele próprio`,
    callersClock: (time, caller) => `${time} (relógio de quem perguntou, ${caller})`,
  },
  labels: {
    meter: 'instrumento',
    instrument: 'modelo',
    measured: 'medido',
    claims: 'declara',
    when: 'período',
    session: 'operação',
    embeddedKey: 'chave no comprovante',
    key: 'chave',
    attested: 'atestada por',
    candidate: 'candidato',
    receipt: 'comprovante',
    finding: 'observação',
    assurance: 'garantia',
    record: 'registro',
    transaction: 'transação',
    format: 'formato',
    namesItself: 'identifica-se como',
    register: 'registrador',
    signingTime: 'hora da assinatura',
    pagination: 'paginação',
    user: 'usuário',
    tariff: 'tarifa',
    signature: 'assinatura',
  },
  verdicts: { valid: 'VÁLIDO', invalid: 'INVÁLIDO', indeterminate: 'INDETERMINADO' },
  reasons: {
    malformed: 'o comprovante não pode ser lido',
    unsupported: 'o formato ou o algoritmo de assinatura é desconhecido ou não é permitido',
    'unknown-meter': 'nenhum instrumento de medição registrado corresponde a este comprovante',
    'signature-mismatch':
      'a assinatura não corresponde a este conteúdo e à chave deste instrumento de medição',
    'algorithm-mismatch':
      'a chave do instrumento de medição é de um algoritmo diferente daquele do comprovante',
    'not-active': 'o registro do instrumento de medição ou da chave não está concluído',
    'time-unknown': 'o comprovante não declara um horário utilizável, e a chave não é válida hoje',
    'key-revoked': 'o comprovante declara um horário em que sua chave já estava revogada',
    'key-superseded': 'o comprovante declara um horário em que sua chave já havia sido substituída',
    'meter-decommissioned':
      'o comprovante declara um horário em que o instrumento de medição já estava fora de serviço',
    'on-hold': 'no horário que o comprovante declara, a chave já estava suspensa',
    'not-seen-before-revocation':
      'a chave está comprometida, e nada mostra que o comprovante já existia antes disso',
  },
  findings: {
    'newer-version': 'o comprovante indica uma versão do formato mais nova que a conhecida por este programa',
    'missing-mandatory-field': 'falta um campo que o formato exige',
    'clock-not-synchronised': 'o relógio do instrumento de medição não estava sincronizado ao assinar',
    'time-flagged': 'o próprio instrumento de medição indica que seu horário não é utilizável',
    'energy-flagged': 'o próprio instrumento de medição indica que sua leitura de energia não é utilizável',
    'begin-end-incomplete': 'só o início ou só o fim da operação está disponível',
    'energy-difference': 'um registrador que só aumenta mostra menos no fim do que no início',
    'pagination-gap': 'falta um registro entre os desta operação: há uma lacuna na paginação',
    replay: 'o mesmo comprovante já aparece antes na lista',
    equivocation: 'antes na lista, o instrumento assinou outro conteúdo com a mesma paginação',
    'nonstandard-encoding':
      'a assinatura está codificada como fazem alguns instrumentos, não como o formato determina',
    'embedded-key-differs': 'o comprovante traz uma chave diferente da registrada para o instrumento',
    'possession-unproven':
      'a chave foi importada: ninguém mostrou a este registro que o instrumento de medição a possui',
    'alias-ambiguous':
      'há vários instrumentos de medição registrados com a identificação que o comprovante traz',
    'before-registration': 'o comprovante declara um horário anterior ao registro do instrumento de medição',
  },
  assurances: {
    evaluated: 'evaluated: resposta de um único nó, nada foi gravado',
    endorsed: 'endorsed: assinada por nós dos institutos consultados, nada foi gravado',
    committed: 'committed: a verificação está gravada no ledger',
    'key-only': 'key-only: verificado aqui com a chave informada, sem consultar o registro',
    local: 'local: julgado aqui; não foi possível enviá-lo ao ledger',
  },
  detail: (text) => ` [detalhe, em inglês: ${text}]`,
  summary: ({ total, valid, invalid, indeterminate }) =>
    `${receipts(total)}: válidos ${valid}, inválidos ${invalid}, indeterminados ${indeterminate}`,
  hints: {
    meaning: (signedWith) =>
      `Válido significa: assinado com ${signedWith === 'given-key' ? 'a chave informada' : 'uma chave registrada para este instrumento de medição'} e inalterado desde então. Nada diz sobre preço ou exatidão.`,
    askRegister: 'Próximo passo: com --profile ARQUIVO em vez de --key, o registro diz de quem é a chave.',
    nameMeter:
      'Próximo passo: informe o instrumento com --meter ID ou procure-o: meterpki meter show --alias TIPO:TEXTO',
    listChecks: (meterId) => `Próximo passo: meterpki audit checks --meter ${meterId}`,
    recordCheck: (meterId) =>
      `Próximo passo: --record grava a verificação no ledger; meterpki meter show ${meterId} mostra o instrumento.`,
    nothingVerified: (count, unreadable) =>
      `${receipts(count)}; ilegíveis: ${unreadable}. Nada foi verificado: isto é o que os comprovantes declaram.`,
    verifyNext: 'Próximo passo: meterpki verify ARQUIVO --profile PERFIL, ou --key CHAVE',
  },
  range: (first, last) => `${first} a ${last}`,
  moreRegisters: (count) => `e mais ${count} registradores`,
  noText: (bytes) => `${bytes} bytes que não são texto`,
  metersClock: (time) => `${time} (relógio do instrumento)`,
  neverTrusted: (key) => `${key} (apenas exibida, não é prova)`,
  imported: 'ninguém: a chave foi trazida de um registro anterior',
  moments: { begin: 'início', update: 'atualização', end: 'fim' },
  clocks: {
    U: 'o relógio não estava sincronizado',
    I: 'o horário é apenas informativo',
    S: 'o relógio estava sincronizado',
    R: 'o horário é relativo ao início da operação',
    none: 'nada é dito sobre o relógio',
  },
  noPointInTime: 'não indica um instante',
  quantities: {
    '1.8': 'energia ativa, consumo',
    '2.8': 'energia ativa, injeção',
    '1.7': 'potência ativa, consumo',
    '2.7': 'potência ativa, injeção',
    'b0.8': 'energia total, consumo, na conexão à rede',
    'b1.8': 'energia total, consumo, no dispositivo',
    'b2.8': 'energia da operação, consumo, na conexão à rede',
    'b3.8': 'energia da operação, consumo, no dispositivo',
    'c0.8': 'energia total, injeção, na conexão à rede',
    'c1.8': 'energia total, injeção, no dispositivo',
    'c2.8': 'energia da operação, injeção, na conexão à rede',
    'c3.8': 'energia da operação, injeção, no dispositivo',
  },
  tariffNumber: (quantity, tariff) => `${quantity}, tarifa ${tariff}`,
  hiddenUser: (kind) =>
    `há ${kind ?? 'uma identificação'}, que não é exibida (use --show-user para exibi-la)`,
  formatIn: (format, container) => `${format} em ${container}`,
  signature: {
    encodings: {
      der: 'DER',
      p1363: 'r e s lado a lado',
      'unpadded-der': 'DER sem o zero antes de um bit alto, como escrevem alguns instrumentos',
    },
    undecodable: 'não pode ser decodificada para esta curva',
    notNamed: '(não indicado: padrão do formato)',
    largerS: 'seu s é o maior dos dois válidos',
    bytes: (count) => `${count} bytes`,
  },
};
