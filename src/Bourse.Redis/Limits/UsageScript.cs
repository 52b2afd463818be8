namespace Bourse.Redis.Limits;

/// <summary>
/// One exchange of usage, in one script. Each node has fields of its own in which it writes its whole count, so a script that runs
/// twice, or whose answer is lost, changes nothing; the answer adds up the others' fields.
/// <code>
/// KEYS   nodes | epoch | for each address: minute, five minutes, ban
/// ARGV   node | epoch if there is none | seconds until a node is gone
///        for each address: weight | refusals | requests | banned until | bans | ban's milliseconds, 0 for none
/// answer nodes | epoch | for each address: weight, refusals, requests, banned until, bans
/// </code>
/// </summary>
internal static class UsageScript
{
    public const int KeysBefore = 2;
    public const int KeysPerAddress = 3;
    public const int ValuesBefore = 3;
    public const int ValuesPerAddress = 6;
    public const int AnswersBefore = 2;
    public const int AnswersPerAddress = 5;

    public const string Text = """
        local node = ARGV[1]
        local now = tonumber(redis.call('TIME')[1])
        redis.call('ZADD', KEYS[1], now, node)
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. (now - tonumber(ARGV[3])))
        redis.call('SET', KEYS[2], ARGV[2], 'NX')
        local answer = { redis.call('ZCARD', KEYS[1]), redis.call('GET', KEYS[2]) }
        local weightField, refusalField = 'w' .. node, 'r' .. node
        local a = 4
        for k = 3, #KEYS, 3 do
          local minute, five, ban = KEYS[k], KEYS[k + 1], KEYS[k + 2]
          redis.call('HSET', minute, weightField, ARGV[a], refusalField, ARGV[a + 1])
          redis.call('EXPIRE', minute, 120)
          redis.call('HSET', five, node, ARGV[a + 2])
          redis.call('EXPIRE', five, 600)
          local weight, refusals, requests = 0, 0, 0
          local fields = redis.call('HGETALL', minute)
          for f = 1, #fields, 2 do
            if string.sub(fields[f], 2) ~= node then
              if string.sub(fields[f], 1, 1) == 'w' then weight = weight + fields[f + 1] else refusals = refusals + fields[f + 1] end
            end
          end
          fields = redis.call('HGETALL', five)
          for f = 1, #fields, 2 do
            if fields[f] ~= node then requests = requests + fields[f + 1] end
          end
          local known = redis.call('HMGET', ban, 'until', 'count')
          if tonumber(ARGV[a + 5]) > 0 and tonumber(ARGV[a + 3]) > tonumber(known[1] or '0') then
            redis.call('HSET', ban, 'until', ARGV[a + 3], 'count', ARGV[a + 4])
            redis.call('PEXPIRE', ban, ARGV[a + 5])
            known = { ARGV[a + 3], ARGV[a + 4] }
          end
          answer[#answer + 1] = weight
          answer[#answer + 1] = refusals
          answer[#answer + 1] = requests
          answer[#answer + 1] = known[1] or '0'
          answer[#answer + 1] = known[2] or '0'
          a = a + 6
        end
        return answer
        """;
}
