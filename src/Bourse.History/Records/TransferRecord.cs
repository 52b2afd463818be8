using Bourse.Venue.Events;

namespace Bourse.History.Records;

/// <summary>A deposit or a withdrawal: the only postings that no trade tells.</summary>
public struct TransferRecord
{
    /// <summary>The entry of the log that it stands in.</summary>
    public long Sequence;

    /// <summary>Above zero for a deposit, below for a withdrawal.</summary>
    public long Amount;

    /// <summary>The operator's own number for it.</summary>
    public long Reference;

    public long TimeUs;

    /// <summary>0, 1, 2… among the transfers of its entry.</summary>
    public int Index;

    public int AccountId;
    public int AssetId;
    public BalanceCause Cause;
}
