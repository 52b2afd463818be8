using Bourse.Venue.Commands;

namespace Bourse.Replica;

/// <summary>Commands of this node that go into the log as one entry, and who waits for them. Reused.</summary>
internal sealed class CommandBatch
{
    private readonly List<PendingCommand?> _commands = [];
    private int _uses;

    public GrowingBuffer Buffer { get; } = new(16 * 1024);

    /// <summary>Its number among the batches of this node.</summary>
    public long Number { get; private set; }

    public int Count => _commands.Count;

    /// <summary>When its first command came, in the clock's timestamps.</summary>
    public long Timestamp { get; private set; }

    public void Begin(long number)
    {
        _commands.Clear();
        Buffer.Clear();
        CommandWriter.Begin(Buffer);
        Number = number;
        // Two use it: the log while it appends, and the apply thread, which may be done before the log's caller hears of it.
        _uses = 2;
    }

    public void Add(PendingCommand command)
    {
        if (_commands.Count == 0) Timestamp = command.Timestamp;
        _commands.Add(command);
    }

    /// <summary>The command at this place, which the caller now answers; null when it was answered before.</summary>
    public PendingCommand? Take(int index)
    {
        PendingCommand? command = _commands[index];
        _commands[index] = null;
        return command;
    }

    /// <summary>Moves out the commands that came before a time.</summary>
    public void TakeOlder(long timestamp, List<PendingCommand> into)
    {
        for (int i = 0; i < _commands.Count && Timestamp < timestamp; i++)
        {
            if (_commands[i] is not { } command || command.Timestamp >= timestamp) continue;
            into.Add(command);
            _commands[i] = null;
        }
    }

    public int CountWaiting()
    {
        int count = 0;
        foreach (PendingCommand? command in _commands)
        {
            if (command is not null) count++;
        }
        return count;
    }

    /// <summary>One of the two is done with it; true for the last.</summary>
    public bool Release() => Interlocked.Decrement(ref _uses) == 0;
}
