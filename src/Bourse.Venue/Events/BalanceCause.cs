namespace Bourse.Venue.Events;

/// <summary>Why a balance moved.</summary>
public enum BalanceCause : byte
{
    Hold = 0,
    Release = 1,
    Trade = 2,
    Commission = 3,
    Deposit = 4,
    Withdrawal = 5,
}
