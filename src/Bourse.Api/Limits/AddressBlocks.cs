using System.Net;

namespace Bourse.Api.Limits;

/// <summary>A set of CIDR blocks; a bare address is a block of one.</summary>
public sealed class AddressBlocks
{
    private readonly IPNetwork[] _networks;

    /// <exception cref="FormatException">A text is neither an address nor a CIDR block.</exception>
    public AddressBlocks(IEnumerable<string> blocks)
    {
        _networks = [.. blocks.Select(Parse)];
    }

    public bool IsEmpty => _networks.Length == 0;

    public bool Contains(IPAddress address)
    {
        foreach (IPNetwork network in _networks)
        {
            if (network.Contains(address)) return true;
        }
        return false;
    }

    /// <summary>True for text that the constructor takes.</summary>
    public static bool IsValid(string block) =>
        IPAddress.TryParse(block, out _) || IPNetwork.TryParse(block, out _);

    private static IPNetwork Parse(string block)
    {
        if (IPAddress.TryParse(block, out IPAddress? address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        if (IPNetwork.TryParse(block, out IPNetwork network)) return network;
        throw new FormatException($"'{block}' is neither an IP address nor a CIDR block such as 10.0.0.0/8.");
    }
}
