using System.Security.Cryptography;
using Bourse.Log.Contract;

namespace Bourse.Log.Tests;

public sealed class HashChainTests
{
    private static readonly LogEntry Entry = new(1, 2, new BatchId(3, 4), Sample.Payload(5));

    [Fact]
    public void A_link_is_the_hash_of_the_link_before_the_header_and_the_payload()
    {
        using var chain = new HashChain();
        chain.Append(in Entry);

        byte[] expected = SHA256.HashData([.. new byte[32], .. Words(1, 2, 3, 4), .. Sample.Payload(5)]);
        Assert.Equal(expected, chain.Link.ToArray());
    }

    [Fact]
    public void A_chain_goes_on_from_a_link()
    {
        using var whole = new HashChain();
        whole.Append(in Entry);
        using var rest = new HashChain(whole.Link);
        LogEntry second = Entry with { Sequence = 2 };
        whole.Append(in second);
        rest.Append(in second);

        Assert.Equal(whole.Link.ToArray(), rest.Link.ToArray());
    }

    [Fact]
    public void Every_part_of_an_entry_changes_the_link()
    {
        LogEntry[] entries =
        [
            Entry,
            Entry with { Sequence = 9 },
            Entry with { AtUs = 9 },
            Entry with { Batch = new BatchId(9, 4) },
            Entry with { Batch = new BatchId(3, 9) },
            Entry with { Payload = Sample.Payload(9) },
            Entry with { Payload = Sample.Payload(5, 99) },
        ];
        Assert.Equal(entries.Length, entries.Select(Link).Distinct().Count());
    }

    [Fact]
    public void A_link_has_32_bytes() => Assert.Throws<ArgumentException>(() => new HashChain(new byte[31]));

    private static string Link(LogEntry entry)
    {
        using var chain = new HashChain();
        chain.Append(in entry);
        return Convert.ToHexString(chain.Link);
    }

    private static byte[] Words(params long[] words) => [.. words.SelectMany(BitConverter.GetBytes)];
}
