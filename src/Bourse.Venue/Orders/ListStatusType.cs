namespace Bourse.Venue.Orders;

/// <summary>What a list status event tells (enums.md, "listStatusType").</summary>
public enum ListStatusType : byte
{
    Response = 0,
    ExecStarted = 1,
    Updated = 2,
    AllDone = 3,
}
