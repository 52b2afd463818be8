using System.Buffers;
using Bourse.Venue;
using Bourse.Venue.Commands;

namespace Bourse.Twin.Load;

/// <summary>One seed: a random load on machine and twin, compared after every entry.</summary>
public sealed class LoadRun(ulong seed)
{
    private const int ProofEvery = 64;
    private readonly List<(long AtUs, byte[] Payload)> _entries = [];
    private readonly Dice _dice = new(seed);
    private readonly Pairing _pairing = new();
    private long _nowUs = 1_700_000_000_000_000;

    /// <summary>Commands applied so far.</summary>
    public long Commands { get; private set; }

    public Coverage Coverage { get; } = new();

    /// <summary>Runs until so many commands were applied; null when machine and twin agreed all the way.</summary>
    public string? Run(long commands)
    {
        foreach (object command in World.Setup())
            if (Step(Payload(output => CommandWriter.WriteOperator(output, command))) is { } failure) return failure;
        var maker = new CommandMaker(_dice, _pairing.Twin.State);
        while (Commands < commands)
        {
            Tick();
            if (Step(NextPayload(maker)) is { } failure) return failure;
        }
        return null;
    }

    /// <summary>Time goes on in small steps, now and then a large one; sometimes a node's clock is behind.</summary>
    private void Tick() => _nowUs += _dice.Below(100) switch
    {
        < 8 => 0,
        < 70 => _dice.Below(20_000),
        < 92 => _dice.Below(400_000),
        < 97 => _dice.Below(12_000_000),
        < 98 => _dice.Below(90_000_000),
        98 when _dice.Permille(60) => 3_600_000_000L + _dice.Below(1_000_000),
        _ => -_dice.Below(2_000_000),
    };

    private byte[] NextPayload(CommandMaker maker)
    {
        if (_dice.Permille(8)) return [];
        int count = _dice.Permille(920) ? 1 : _dice.Between(2, 4);
        byte[] payload = Payload(output =>
        {
            for (int i = 0; i < count; i++) maker.Write(output);
        });
        return _dice.Permille(15) ? Damage(payload) : payload;
    }

    /// <summary>Flips, cuts or swells bytes, as a damaged or hostile batch would have them.</summary>
    private byte[] Damage(byte[] payload)
    {
        switch (_dice.Below(4))
        {
            case 0: return payload[.._dice.Below(payload.Length)];
            case 1: return [.. payload, (byte)_dice.Below(256)];
            case 2:
                payload[3] = (byte)_dice.Below(90);
                return payload;
            default:
                payload[_dice.Below(payload.Length)] ^= (byte)(1 << _dice.Below(8));
                return payload;
        }
    }

    private string? Step(byte[] payload)
    {
        if (HasUnknownUpgrade(payload)) return null;
        _entries.Add((_nowUs, payload));
        string? failure = _pairing.Apply(_nowUs, payload);
        if (failure is null && _entries.Count % ProofEvery == 0) failure = _pairing.ProveState();
        if (failure is null && _dice.Permille(5)) failure = _pairing.GoOnWithCopy();
        if (failure is not null) return Describe(failure);
        Commands += _pairing.Twin.Journal.Outcomes.Count;
        Coverage.Add(_pairing.Twin.Journal);
        return null;
    }

    /// <summary>A version that the code does not know stops a node, as it must: the load leaves that to a test of its own.</summary>
    private static bool HasUnknownUpgrade(byte[] payload)
    {
        var reader = new CommandReader(payload);
        while (reader.Read())
            if (OperatorCodec.TryRead(reader.Type, reader.Body) is Upgrade { ProtocolVersion: > StateMachine.ProtocolVersionMax }) return true;
        return false;
    }

    private string Describe(string failure)
    {
        (List<(long AtUs, byte[] Payload)> few, string shrunk) = Shrinking.Shrink(_entries, failure);
        IEnumerable<string> lines = few.TakeLast(40)
            .Select((entry, index) => $"  {index + few.Count - int.Min(40, few.Count) + 1} at {entry.AtUs}: {Readable.Payload(entry.Payload)}");
        return $"Seed {seed}, command {Commands + 1}: {Readable.Payload(_entries[^1].Payload)}\n{failure}\n\n"
            + $"Shrunk to {few.Count} of {_entries.Count} entries:\n{string.Join("\n", lines)}\n{shrunk}";
    }

    private static byte[] Payload(Action<ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>(512);
        CommandWriter.Begin(output);
        write(output);
        return output.WrittenSpan.ToArray();
    }
}
