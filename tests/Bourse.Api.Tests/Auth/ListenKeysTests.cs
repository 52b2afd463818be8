using Bourse.Api.Auth;

namespace Bourse.Api.Tests.Auth;

public sealed class ListenKeysTests : IDisposable
{
    private const long HourUs = 3_600_000_000;
    private const long NowUs = 1_790_000_000_000_000;

    private readonly SecretBox _box = new(new byte[SecretBox.KeyBytes]);
    private readonly SecretBox _sameData = new(new byte[SecretBox.KeyBytes]);
    private readonly SecretBox _otherData = new([.. Enumerable.Repeat((byte)1, SecretBox.KeyBytes)]);

    [Fact]
    public void Every_node_with_the_data_key_makes_the_same_one_and_reads_it()
    {
        string text = new ListenKeys(_box).Of(7, 9, NowUs);
        Assert.Matches("^[A-Za-z0-9_-]{60}$", text);
        var other = new ListenKeys(_sameData);
        Assert.Equal(text, other.Of(7, 9, NowUs));
        Assert.True(other.TryRead(text, out ListenKey key));
        Assert.Equal((7, 9), (key.AccountId, key.KeyId));
        Assert.False(new ListenKeys(_otherData).TryRead(text, out _));
    }

    [Fact]
    public void It_lasts_12_to_24_hours_and_is_the_same_for_12()
    {
        var keys = new ListenKeys(_box);
        for (int keyId = 1; keyId < 200; keyId++)
        {
            Assert.True(keys.TryRead(keys.Of(1, keyId, NowUs), out ListenKey key));
            Assert.InRange(key.ExpiresAtUs - NowUs, 12 * HourUs, 24 * HourUs);
            long nextUs = key.ExpiresAtUs - (12 * HourUs);
            Assert.Equal(keys.Of(1, keyId, NowUs), keys.Of(1, keyId, nextUs - 1));
            Assert.True(keys.TryRead(keys.Of(1, keyId, nextUs), out ListenKey next));
            Assert.Equal(key.ExpiresAtUs + (12 * HourUs), next.ExpiresAtUs);
        }
    }

    [Fact]
    public void Keys_do_not_all_end_at_the_same_time()
    {
        var keys = new ListenKeys(_box);
        long[] ends = [.. Enumerable.Range(1, 1000).Select(keyId =>
            keys.TryRead(keys.Of(1, keyId, NowUs), out ListenKey key) ? key.ExpiresAtUs : 0)];
        int[] perHour = [.. ends.GroupBy(end => (end - NowUs) / HourUs).Select(hour => hour.Count())];
        Assert.Equal(12, perHour.Length);
        Assert.All(perHour, count => Assert.InRange(count, 50, 120));
    }

    [Fact]
    public void What_was_changed_or_is_something_else_is_none()
    {
        var keys = new ListenKeys(_box);
        string text = keys.Of(7, 9, NowUs);
        for (int i = 0; i < text.Length; i++)
        {
            char changed = text[i] == 'A' ? 'B' : 'A';
            Assert.False(keys.TryRead(text[..i] + changed + text[(i + 1)..], out _));
        }
        foreach (string other in (string[])["", "btcusdt@trade", text[1..], text + "A", " " + text[1..], new('é', 60)])
            Assert.False(keys.TryRead(other, out _));
        Assert.NotEqual(text, keys.Of(7, 10, NowUs));
        Assert.NotEqual(text, keys.Of(8, 9, NowUs));
    }

    public void Dispose()
    {
        _box.Dispose();
        _sameData.Dispose();
        _otherData.Dispose();
    }
}
